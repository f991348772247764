using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Prometheus;

namespace CodiesVibe.AppHost.Topology;

/// <summary>
/// The monitoring where its images are not available: the programs that are on PATH, with the rules and routes of production. The dashboard names each
/// program that is missing.
/// </summary>
internal static class MonitoringProcess
{
    public static IResourceBuilder<IResourceWithWaitSupport> AddPrometheusProcess(this IDistributedApplicationBuilder builder, Watcher watcher)
    {
        var data = builder.DataDirectoryOf(watcher.Name);
        return builder.AddProcess(watcher, ["prometheus"], process => process
            .WithArgs($"--config.file={Path.Combine(data, PrometheusConfiguration.Folder, "prometheus.yml")}", $"--storage.tsdb.path={Path.Combine(data, "series")}", "--storage.tsdb.retention.time=7d"));
    }

    public static IResourceBuilder<IResourceWithWaitSupport> AddAlertmanagerProcess(this IDistributedApplicationBuilder builder, Watcher watcher)
    {
        var data = builder.DataDirectoryOf(watcher.Name);
        return builder.AddProcess(watcher, ["alertmanager", "prometheus-alertmanager"], process => process
            .WithArgs($"--config.file={Path.Combine(data, AlertmanagerConfiguration.Folder, "alertmanager.yml")}", $"--storage.path={Path.Combine(data, "alerts")}", "--cluster.listen-address="));
    }

    public static IResourceBuilder<IResourceWithWaitSupport> AddNodeExporterProcess(this IDistributedApplicationBuilder builder, Watcher watcher) =>
        // The version of Debian queries systemd, which not every machine has, and logs an error at each scrape.
        builder.AddProcess(watcher, ["node_exporter", "prometheus-node-exporter"], process => process.WithArgs("--no-collector.systemd"));

    /// <param name="builder">The application.</param>
    /// <param name="watcher">The kind of resource.</param>
    /// <param name="programs">The name that its makers gave the program, and those that packagers give it.</param>
    /// <param name="configure">Its arguments, without the address to listen on.</param>
    private static IResourceBuilder<IResourceWithWaitSupport> AddProcess(
        this IDistributedApplicationBuilder builder, Watcher watcher, string[] programs, Func<IResourceBuilder<MonitoringProcessResource>, IResourceBuilder<MonitoringProcessResource>> configure)
    {
        if (programs.Select(ProgramOnPath.Find).FirstOrDefault(found => found is not null) is not { } program)
        {
            return builder.AddUnavailable(watcher.Name, watcher.Icon, $"{programs[0]} is not on PATH. Install it (Debian package: {programs[^1]}) and start again");
        }

        var process = builder.AddResource(new MonitoringProcessResource(watcher.Name, program, builder.AppHostDirectory)).WithHttpEndpoint(name: MonitoringProcessResource.EndpointName).WithDirectEndpoints();
        return configure(process.WithArgs("--log.level=warn").WithPortArgument(MonitoringProcessResource.EndpointName, "--web.listen-address=127.0.0.1:"))
            .WithConfiguration(watcher)
            .WithHttpHealthCheck(watcher.ReadyPath)
            .WithIconName(watcher.Icon)
            .WithUrlForEndpoint(MonitoringProcessResource.EndpointName, url => url.DisplayText = watcher.Title);
    }
}
