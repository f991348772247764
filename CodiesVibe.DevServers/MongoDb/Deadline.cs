using CodiesVibe.DevServers.MongoDb.Errors;

namespace CodiesVibe.DevServers.MongoDb;

/// <summary>When a command times out, by its <c>maxTimeMS</c>; 0 means never.</summary>
internal sealed class Deadline(TimeProvider time, long milliseconds)
{
    private readonly long _start = time.GetTimestamp();

    /// <exception cref="CommandException">MaxTimeMSExpired: the time is over.</exception>
    public void Check()
    {
        if (milliseconds > 0 && time.GetElapsedTime(_start).TotalMilliseconds > milliseconds)
        {
            throw new CommandException(ErrorCode.MaxTimeMSExpired, "operation exceeded time limit");
        }
    }
}
