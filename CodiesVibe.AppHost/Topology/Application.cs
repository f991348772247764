using Aspire.Hosting.JavaScript;

namespace CodiesVibe.AppHost.Topology;

/// <summary>What the product itself consists of.</summary>
internal static class Application
{
    public static IResourceBuilder<ProjectResource> AddBackend(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddProject<Projects.CodiesVibe_Api>(name)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithIconName("BrainCircuit")
            .WithHttpCommand("/dev/cache/clear", "Clear cache", commandOptions: new() { IconName = "Broom", Description = "Forget every cached answer." })
            .WithHttpCommand("/dev/seed", "Seed data", commandOptions: new() { IconName = "DatabaseArrowUp", Description = "Bring the tools in the database up to the seed file." })
            .WithUrlForEndpoint("http", url => url.DisplayText = "API")
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/metrics", DisplayText = "Metrics" })
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/openapi/v1.json", DisplayText = "OpenAPI" })
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/health/full", DisplayText = "Health" });

    public static IResourceBuilder<ViteAppResource> AddFrontend(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddViteApp(name, "../CodiesVibe.Frontend")
            .WithHttpHealthCheck("/")
            .WithIconName("WindowDevTools")
            .WithUrlForEndpoint("http", url =>
            {
                // Without the edge in front there is no API, so this is no address to use.
                url.DisplayText = "Vite";
                url.DisplayLocation = UrlDisplayLocation.DetailsOnly;
            });
}
