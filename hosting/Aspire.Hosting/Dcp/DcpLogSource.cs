namespace Aspire.Hosting.Dcp;

/// <summary>The logs that the engine keeps for an object.</summary>
internal static class DcpLogSource
{
    public const string StandardOutput = "stdout";

    public const string StandardError = "stderr";

    /// <summary>What the engine did, and why it failed.</summary>
    public const string System = "system";
}
