namespace CodiesVibe.AppHost.Topology;

/// <summary>A monitoring program on this machine; it serves metrics about itself or the machine.</summary>
internal sealed class MonitoringProcessResource(string name, string command, string workingDirectory) : ExecutableResource(name, command, workingDirectory)
{
    public const string EndpointName = "http";

    /// <summary>The path of the metrics.</summary>
    public const string MetricsPath = "/metrics";
}
