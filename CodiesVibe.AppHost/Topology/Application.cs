using Aspire.Hosting.JavaScript;

namespace CodiesVibe.AppHost.Topology;

/// <summary>What the product itself consists of.</summary>
internal static class Application
{
    private static readonly string[] s_packageFiles = ["package.json", "package-lock.json"];

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
            .WithoutNpm()
            .PublishAsDockerFile()
            .WithHttpHealthCheck("/")
            .WithIconName("WindowDevTools")
            .WithUrlForEndpoint("http", url =>
            {
                // Without the edge in front there is no API, so this is no address to use.
                url.DisplayText = "Vite";
                url.DisplayLocation = UrlDisplayLocation.DetailsOnly;
            });

    /// <summary>
    /// npm runs only where packages are to be installed: it takes a second even to find that none are, and does not pass a stop on to the
    /// script that it runs, so Vite would live on until it is killed after 6 s.
    /// </summary>
    private static IResourceBuilder<ViteAppResource> WithoutNpm(this IResourceBuilder<ViteAppResource> app) =>
        app.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? app
            : app.WithNpm(install: !HasItsPackages(app.Resource.WorkingDirectory)).WithCommand("node").WithArgs(context =>
            {
                while (context.Args[0] is not "--port")
                {
                    context.Args.RemoveAt(0);
                }

                context.Args.Insert(0, "node_modules/vite/bin/vite.js");
            });

    /// <summary>npm writes its own record last of all.</summary>
    private static bool HasItsPackages(string directory)
    {
        var installed = new FileInfo(Path.Combine(directory, "node_modules", ".package-lock.json"));
        return installed.Exists
            && s_packageFiles.All(file => File.GetLastWriteTimeUtc(Path.Combine(directory, file)) <= installed.LastWriteTimeUtc);
    }
}
