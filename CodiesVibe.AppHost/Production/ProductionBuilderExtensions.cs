using System.Text.Json;
using CodiesVibe.AppHost.Topology;
using CodiesVibe.Publishing.Facts;

namespace CodiesVibe.AppHost.Production;

/// <summary>States what production needs to know beyond what Aspire can say.</summary>
internal static class ProductionBuilderExtensions
{
    /// <summary>How the resource runs in production; its waits are those of the model.</summary>
    public static IResourceBuilder<T> InProduction<T>(this IResourceBuilder<T> builder, ServiceFacts facts)
        where T : IResource =>
        builder.WithAnnotation(new ProductionFactsAnnotation(facts), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Writes the facts of all resources into the manifest. Call it when the model is complete.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="system">The name of the whole.</param>
    public static void AddProduction(this IDistributedApplicationBuilder builder, string system)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            builder.AddResource(new ProductionResource("production")).WithManifestPublishingCallback(context =>
            {
                context.Writer.WriteString("type", ProductionFacts.ResourceType);
                foreach (var property in JsonSerializer.SerializeToElement(FactsOf(system, builder.Resources), ProductionFacts.Json).EnumerateObject())
                {
                    property.WriteTo(context.Writer);
                }
            });
        }
    }

    private static ProductionFacts FactsOf(string system, IEnumerable<IResource> resources)
    {
        var facts = new ProductionFacts
        {
            System = system,
            Networks = { [Networks.Application] = new(), [Networks.Data] = new(Internal: true), [Networks.Monitoring] = new() },
            MemoryVolumes = { [Volumes.Logs] = new(Megabytes: 64, User: Edge.User) },
            Alerts = Alerting.Mail,
        };
        foreach (var resource in resources)
        {
            if (resource.TryGetLastAnnotation<ProductionFactsAnnotation>(out var annotation))
            {
                facts.Services[resource.Name] = annotation.Facts with { Waits = [.. WaitsOf(resource)] };
            }
        }

        return facts;
    }

    private static IEnumerable<WaitFacts> WaitsOf(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>()
            .Select(wait => new WaitFacts(ServiceOf(wait.Resource).Name, wait.WaitType switch
            {
                WaitType.WaitUntilHealthy => WaitUntil.Healthy,
                WaitType.WaitUntilStarted => WaitUntil.Started,
                _ => WaitUntil.Completed,
            }))
            .DistinctBy(wait => wait.For)
            .OrderBy(wait => wait.For, StringComparer.Ordinal);

    /// <summary>A database runs inside its server.</summary>
    private static IResource ServiceOf(IResource resource) => resource is IResourceWithParent child ? ServiceOf(child.Parent) : resource;
}
