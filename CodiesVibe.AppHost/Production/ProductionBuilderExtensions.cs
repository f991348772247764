using System.Text.Json;
using CodiesVibe.AppHost.Topology;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Images;

namespace CodiesVibe.AppHost.Production;

/// <summary>Adds facts about production that Aspire cannot express.</summary>
internal static class ProductionBuilderExtensions
{
    /// <summary>Sets how the resource runs in production; its waits are those of the model.</summary>
    public static IResourceBuilder<T> InProduction<T>(this IResourceBuilder<T> builder, ServiceFacts facts)
        where T : IResource =>
        builder.WithAnnotation(new ProductionFactsAnnotation(facts), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>A secret that an operator provides on the server. It is empty where it is not configured, so that publishing does not ask for it.</summary>
    public static IResourceBuilder<ParameterResource> AddServerSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, () => builder.Configuration[$"Parameters:{name}"] ?? "", secret: true);

    /// <summary>Writes the facts of all resources into the manifest. Call it when the model is complete.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="system">The name of the system.</param>
    public static void AddProduction(this IDistributedApplicationBuilder builder, string system)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            builder.AddResource(new ProductionResource("production")).WithManifestPublishingCallback(context =>
            {
                context.Writer.WriteString("type", ProductionFacts.ResourceType);
                foreach (var property in JsonSerializer.SerializeToElement(FactsOf(system, builder), ProductionFacts.Json).EnumerateObject())
                {
                    property.WriteTo(context.Writer);
                }
            });
        }
    }

    /// <summary>The facts of all resources.</summary>
    /// <exception cref="PublishingException">A wait of the model cannot be kept in production.</exception>
    internal static ProductionFacts FactsOf(string system, IDistributedApplicationBuilder builder)
    {
        var pinned = ImageLock.Read(Path.GetFullPath($"../{ImageLock.FileName}", builder.AppHostDirectory));
        var facts = new ProductionFacts
        {
            System = system,
            Networks = { [Networks.Application] = new(), [Networks.Data] = new(Internal: true), [Networks.Monitoring] = new() },
            MemoryVolumes = { [Volumes.Logs] = new(Megabytes: 64, User: Edge.User) },
            Proxies = Proxies.Cloudflare,
        };
        foreach (var resource in builder.Resources)
        {
            if (resource.TryGetLastAnnotation<ProductionFactsAnnotation>(out var annotation))
            {
                facts.Services[resource.Name] = annotation.Facts with
                {
                    Waits = [.. WaitsOf(resource)],
                    External = [.. ExternalServersOf(resource)],
                    Digest = resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image) ? pinned.Find($"{image.Registry}/{image.Image}:{image.Tag}") : null,
                };
            }
        }

        return facts;
    }

    private static IEnumerable<string> ExternalServersOf(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().SelectMany(wait => wait.Resource.Annotations.OfType<ExternalServerAnnotation>())
            .Select(server => server.Name).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<WaitFacts> WaitsOf(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Where(wait => !wait.Resource.Annotations.OfType<ExternalServerAnnotation>().Any())
            .Select(wait => new WaitFacts(ServiceOf(wait.Resource).Name, wait.WaitType switch
            {
                WaitType.WaitUntilHealthy => WaitUntil.Healthy,
                WaitType.WaitUntilStarted => WaitUntil.Started,
                _ when wait.ExitCode == 0 => WaitUntil.Completed,
                _ => throw new PublishingException(
                    $"The resource '{resource.Name}' waits until '{wait.Resource.Name}' ends with exit code {wait.ExitCode}, but compose can wait for exit code 0 only. Let '{wait.Resource.Name}' end with 0, and use WaitForCompletion without an exit code."),
            }))
            // Of several waits for one service, compose takes one: one for its health or its end includes its start.
            .OrderBy(wait => wait.Until == WaitUntil.Started)
            .DistinctBy(wait => wait.For)
            .OrderBy(wait => wait.For, StringComparer.Ordinal);

    /// <summary>A database runs inside its server.</summary>
    private static IResource ServiceOf(IResource resource) => resource is IResourceWithParent child ? ServiceOf(child.Parent) : resource;
}
