using CodiesVibe.AppHost.Production;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Prometheus;
using Microsoft.Extensions.DependencyInjection;

namespace CodiesVibe.AppHost.Topology;

/// <summary>
/// What watches over the product on a developer's machine: the programs that are on PATH, with the rules and routes of production. In either run mode, since a
/// container would not reach what runs as a process; and whoever lacks a program is told which one.
/// </summary>
internal static class MonitoringProcess
{
    public static IResourceBuilder<IResourceWithWaitSupport> AddPrometheusProcess(this IDistributedApplicationBuilder builder, string name, string icon)
    {
        var data = builder.DataDirectoryOf(name);
        return builder.AddProcess(name, icon, "Prometheus", "/-/ready", ["prometheus"], process => process
            .WithArgs($"--config.file={Path.Combine(data, PrometheusConfiguration.Folder, "prometheus.yml")}", $"--storage.tsdb.path={Path.Combine(data, "series")}", "--storage.tsdb.retention.time=7d")
            .WithConfiguration(data, async (model, token) => PrometheusConfiguration.Render(await JobsAsync(model, token), await AddressAsync(model, "alertmanager", token))));
    }

    /// <summary>It tells nobody: alerts are seen on its page.</summary>
    public static IResourceBuilder<IResourceWithWaitSupport> AddAlertmanagerProcess(this IDistributedApplicationBuilder builder, string name, string icon)
    {
        var data = builder.DataDirectoryOf(name);
        return builder.AddProcess(name, icon, "Alertmanager", "/-/ready", ["alertmanager", "prometheus-alertmanager"], process => process
            .WithArgs($"--config.file={Path.Combine(data, AlertmanagerConfiguration.Folder, "alertmanager.yml")}", $"--storage.path={Path.Combine(data, "alerts")}", "--cluster.listen-address=")
            .WithConfiguration(data, (_, _) => Task.FromResult(AlertmanagerConfiguration.Render(alerts: null))));
    }

    public static IResourceBuilder<IResourceWithWaitSupport> AddNodeExporterProcess(this IDistributedApplicationBuilder builder, string name, string icon) =>
        // Debian's asks systemd, which not every machine has, and complains at each scrape.
        builder.AddProcess(name, icon, "Metrics of this machine", "/", ["node_exporter", "prometheus-node-exporter"], process => process.WithArgs("--no-collector.systemd"));

    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="icon">Its icon.</param>
    /// <param name="title">What its address is called.</param>
    /// <param name="readyPath">Answers with success when it works.</param>
    /// <param name="programs">What the program is called by its makers, and by those who package it.</param>
    /// <param name="configure">Its arguments, without the address to listen on.</param>
    private static IResourceBuilder<IResourceWithWaitSupport> AddProcess(
        this IDistributedApplicationBuilder builder, string name, string icon, string title, string readyPath, string[] programs,
        Func<IResourceBuilder<MonitoringProcessResource>, IResourceBuilder<MonitoringProcessResource>> configure)
    {
        if (programs.Select(ProgramOnPath.Find).FirstOrDefault(found => found is not null) is not { } program)
        {
            return builder.AddUnavailable(name, icon, $"{programs[0]} is not on PATH; install it (in Debian the package is called {programs[^1]}) and start again");
        }

        var process = builder.AddResource(new MonitoringProcessResource(name, program, builder.AppHostDirectory)).WithHttpEndpoint(name: MonitoringProcessResource.EndpointName);
        var port = process.GetEndpoint(MonitoringProcessResource.EndpointName).Property(EndpointProperty.TargetPort);
        return configure(process.WithArgs("--log.level=warn", ReferenceExpression.Create($"--web.listen-address=127.0.0.1:{port}")))
            .WithHttpHealthCheck(readyPath)
            .WithIconName(icon)
            .WithUrlForEndpoint(MonitoringProcessResource.EndpointName, url => url.DisplayText = title);
    }

    /// <summary>Writes the configuration before each start; the addresses in it are known only then.</summary>
    private static IResourceBuilder<MonitoringProcessResource> WithConfiguration(
        this IResourceBuilder<MonitoringProcessResource> process, string folder, Func<DistributedApplicationModel, CancellationToken, Task<IEnumerable<GeneratedFile>>> render) =>
        process.OnBeforeResourceStarted(async (_, start, token) =>
        {
            foreach (var file in await render(start.Services.GetRequiredService<DistributedApplicationModel>(), token))
            {
                var path = Path.Combine(folder, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, file.Content, token);
            }
        });

    /// <summary>Everything here that serves metrics. An application service runs once, as its blue slot.</summary>
    private static async Task<IReadOnlyList<ScrapeJob>> JobsAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        var jobs = new List<ScrapeJob>();
        foreach (var resource in model.Resources.OrderBy(resource => resource.Name, StringComparer.Ordinal))
        {
            var facts = resource.TryGetLastAnnotation<ProductionFactsAnnotation>(out var annotation) ? annotation.Facts : new ServiceFacts();
            var path = resource is MonitoringProcessResource ? MonitoringProcessResource.MetricsPath : facts.Scrape?.Path;
            if (path is not null && await AddressAsync(model, resource.Name, cancellationToken) is { } address)
            {
                jobs.Add(new(resource.Name, path, [new(address, facts.Tier == Tier.Application ? Slots.Blue : null)]));
            }
        }

        return jobs;
    }

    /// <returns>Host and port; null where the resource does not run here.</returns>
    private static async Task<string?> AddressAsync(DistributedApplicationModel model, string resource, CancellationToken cancellationToken) =>
        model.Resources.Single(r => r.Name == resource) is IResourceWithEndpoints running
            ? await running.GetEndpoint(MonitoringProcessResource.EndpointName).Property(EndpointProperty.HostAndPort).GetValueAsync(cancellationToken)
            : null;
}
