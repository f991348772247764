using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Grafana;
using CodiesVibe.Publishing.Loki;
using CodiesVibe.Publishing.Prometheus;
using CodiesVibe.Publishing.Promtail;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The configuration of the monitoring on a developer's machine: that of production, with the addresses of this run and without notifications.</summary>
internal static class MonitoringConfiguration
{
    public static async Task<IEnumerable<GeneratedFile>> PrometheusAsync(Neighbours neighbours, CancellationToken cancellationToken) =>
        PrometheusConfiguration.Render(await neighbours.JobsAsync(cancellationToken), await neighbours.AddressAsync("alertmanager", cancellationToken));

    /// <summary>It sends no notifications: alerts are shown on its page.</summary>
    public static Task<IEnumerable<GeneratedFile>> AlertmanagerAsync(Neighbours neighbours, CancellationToken cancellationToken) =>
        Task.FromResult(AlertmanagerConfiguration.RenderWithoutChannels());

    public static async Task<IEnumerable<GeneratedFile>> GrafanaAsync(Neighbours neighbours, CancellationToken cancellationToken)
    {
        var sources = new List<(string, string)>();
        foreach (var source in Sources.All)
        {
            if (await neighbours.AddressAsync(source, cancellationToken) is { } address)
            {
                sources.Add((source, address));
            }
        }

        return GrafanaConfiguration.Render(sources);
    }

    public static Task<IEnumerable<GeneratedFile>> LokiAsync(Neighbours neighbours, CancellationToken cancellationToken) =>
        Task.FromResult(LokiConfiguration.Render(LokiConfiguration.Port));

    /// <summary>The edge writes no log files here.</summary>
    public static async Task<IEnumerable<GeneratedFile>> PromtailAsync(Neighbours neighbours, CancellationToken cancellationToken) =>
        PromtailConfiguration.Render(PromtailConfiguration.OtlpPort, logFiles: null, (await neighbours.AddressAsync("loki", cancellationToken))!);

    /// <summary>Writes the configuration of a program before each start; the addresses in it are known only then.</summary>
    public static IResourceBuilder<MonitoringProcessResource> WithConfiguration(this IResourceBuilder<MonitoringProcessResource> builder, Watcher watcher) =>
        builder.OnBeforeResourceStarted((resource, _, token) => builder.ApplicationBuilder.WriteConfigurationAsync(resource, watcher, token));

    /// <summary>Writes the configuration, if there is any, to the data directory.</summary>
    /// <param name="application">The application.</param>
    /// <param name="resource">The resource to configure; the configuration contains the addresses at which it reaches the others.</param>
    /// <param name="watcher">The kind of resource.</param>
    /// <param name="cancellationToken">Ends the wait for the addresses.</param>
    public static async Task WriteConfigurationAsync(this IDistributedApplicationBuilder application, IResource resource, Watcher watcher, CancellationToken cancellationToken)
    {
        if (watcher.Render is not { } render)
        {
            return;
        }

        var folder = application.DataDirectoryOf(watcher.Name);
        var neighbours = new Neighbours(application.Resources, new() { ExecutionContext = application.ExecutionContext, Caller = resource });
        foreach (var file in await render(neighbours, cancellationToken))
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, file.Content, cancellationToken);
        }
    }
}
