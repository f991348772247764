namespace CodiesVibe.AppHost.Pipeline;

/// <summary>The aspire command-line tool, which starts this program and communicates with it over a socket.</summary>
internal static class CommandLineTool
{
    /// <summary>The variable that holds the path of the tool's socket.</summary>
    public const string SocketVariable = "ASPIRE_BACKCHANNEL_PATH";

    /// <summary>Whether the tool has started this program.</summary>
    public static bool IsAttached => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SocketVariable));
}
