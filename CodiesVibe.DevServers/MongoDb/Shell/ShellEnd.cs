namespace CodiesVibe.DevServers.MongoDb.Shell;

/// <summary>A script has called <c>quit</c>.</summary>
internal sealed class ShellEnd(int exitCode) : Exception("The script has ended.")
{
    public int ExitCode { get; } = exitCode;
}
