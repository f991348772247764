using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Grafana;
using CodiesVibe.Publishing.Loki;
using CodiesVibe.Publishing.Prometheus;
using CodiesVibe.Publishing.Promtail;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The configuration of what watches on a developer's machine: that of production, with the addresses of this run and without anybody to tell.</summary>
internal static class MonitoringConfiguration
{
    public static async Task<IEnumerable<GeneratedFile>> PrometheusAsync(Neighbours neighbours, CancellationToken cancellationToken) =>
        PrometheusConfiguration.Render(await neighbours.JobsAsync(cancellationToken), await neighbours.AddressAsync("alertmanager", cancellationToken));

    /// <summary>It tells nobody: alerts are seen on its page.</summary>
    public static Task<IEnumerable<GeneratedFile>> AlertmanagerAsync(Neighbours neighbours, CancellationToken cancellationToken) =>
        Task.FromResult(AlertmanagerConfiguration.Render(alerts: null));

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

    /// <summary>Writes the configuration into the data directory before each start; the addresses in it are known only then.</summary>
    public static IResourceBuilder<T> WithConfiguration<T>(this IResourceBuilder<T> builder, Watcher watcher)
        where T : IResource
    {
        if (watcher.Render is not { } render)
        {
            return builder;
        }

        var application = builder.ApplicationBuilder;
        var folder = application.DataDirectoryOf(watcher.Name);
        return builder.OnBeforeResourceStarted(async (resource, _, token) =>
        {
            var neighbours = new Neighbours(application.Resources, new() { ExecutionContext = application.ExecutionContext, Caller = resource });
            foreach (var file in await render(neighbours, token))
            {
                var path = Path.Combine(folder, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, file.Content, token);
            }
        });
    }
}
