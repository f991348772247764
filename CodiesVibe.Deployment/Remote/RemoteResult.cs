namespace CodiesVibe.Deployment.Remote;

/// <summary>What a command on the server printed, and how it ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record RemoteResult(int ExitCode, string Output, string Errors);
