using CodiesVibe.AppHost.Production;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Prometheus;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The other resources of this run, with the addresses at which one resource reaches them: containers and programs need different ones.</summary>
/// <param name="resources">All resources.</param>
/// <param name="caller">The resource that connects to them.</param>
internal sealed class Neighbours(IEnumerable<IResource> resources, ValueProviderContext caller)
{
    /// <summary>The scrape jobs of all resources with metrics. An application service runs once, as its blue slot.</summary>
    public async Task<IReadOnlyList<ScrapeJob>> JobsAsync(CancellationToken cancellationToken)
    {
        var jobs = new List<ScrapeJob>();
        foreach (var resource in resources.OrderBy(resource => resource.Name, StringComparer.Ordinal))
        {
            if (MetricsPathOf(resource) is { } path && await AddressAsync(resource.Name, cancellationToken) is { } address)
            {
                jobs.Add(new(resource.Name, path, [new(address, FactsOf(resource)?.Tier == Tier.Application ? Slots.Blue : null)]));
            }
        }

        return jobs;
    }

    /// <returns>Host and port; null where the resource does not run here.</returns>
    public async Task<string?> AddressAsync(string resource, CancellationToken cancellationToken) =>
        resources.Single(r => r.Name == resource) is IResourceWithEndpoints running
            ? await EndpointOf(running).Property(EndpointProperty.HostAndPort).GetValueAsync(caller, cancellationToken)
            : null;

    /// <summary>The endpoints of the programs of this machine that serve metrics.</summary>
    public static IEnumerable<EndpointReference> Programs(IEnumerable<IResource> resources) =>
        resources.Where(resource => resource is not ContainerResource && MetricsPathOf(resource) is not null).OfType<IResourceWithEndpoints>().Select(EndpointOf);

    private static string? MetricsPathOf(IResource resource) => resource is MonitoringProcessResource ? MonitoringProcessResource.MetricsPath : FactsOf(resource)?.Scrape?.Path;

    private static ServiceFacts? FactsOf(IResource resource) => resource.TryGetLastAnnotation<ProductionFactsAnnotation>(out var annotation) ? annotation.Facts : null;

    private static EndpointReference EndpointOf(IResourceWithEndpoints resource) => resource.GetEndpoint(MonitoringProcessResource.EndpointName);
}
