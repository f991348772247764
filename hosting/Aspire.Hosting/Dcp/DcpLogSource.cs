namespace Aspire.Hosting.Dcp;

/// <summary>The logs that the engine keeps for an object.</summary>
internal static class DcpLogSource
{
    public const string StandardOutput = "stdout";

    public const string StandardError = "stderr";

    /// <summary>What the container engine's client says while it makes and starts a container.</summary>
    public const string StartupOutput = "startup_stdout";

    /// <summary>Its progress and its errors.</summary>
    public const string StartupErrors = "startup_stderr";

    /// <summary>What the engine did, and why it failed.</summary>
    public const string System = "system";
}
