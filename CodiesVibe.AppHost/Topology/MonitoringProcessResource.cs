namespace CodiesVibe.AppHost.Topology;

/// <summary>A program of this machine that watches; it serves metrics about itself or the machine.</summary>
internal sealed class MonitoringProcessResource(string name, string command, string workingDirectory) : ExecutableResource(name, command, workingDirectory)
{
    public const string EndpointName = "http";

    /// <summary>Where each of them serves metrics.</summary>
    public const string MetricsPath = "/metrics";
}
