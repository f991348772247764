using System.Runtime.InteropServices;

namespace CodiesVibe.DevServers;

/// <summary>Turns SIGTERM and SIGINT, from the moment of its creation, into a task that the server awaits.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration terminate;
    private readonly PosixSignalRegistration interrupt;

    public StopSignals()
    {
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    }

    /// <summary>Completes with the first signal.</summary>
    public Task Received => received.Task;

    public void Dispose()
    {
        terminate.Dispose();
        interrupt.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true; // the server ends in its own order
        received.TrySetResult();
    }
}
