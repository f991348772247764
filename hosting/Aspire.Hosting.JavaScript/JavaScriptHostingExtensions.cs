using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.JavaScript;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Adds JavaScript applications.</summary>
public static class JavaScriptHostingExtensions
{
    private const string PackageManager = "npm";
    private const string DownloadPage = "https://nodejs.org/en/download/";

    /// <summary>Adds a Vite application. Its packages are installed first; then its development server starts.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="appDirectory">The folder of the <c>package.json</c>; relative to the app host's folder.</param>
    /// <param name="runScriptName">The script of the <c>package.json</c> that starts the development server.</param>
    /// <exception cref="DistributedApplicationException">The folder has no <c>package.json</c>.</exception>
    public static IResourceBuilder<ViteAppResource> AddViteApp(
        this IDistributedApplicationBuilder builder, string name, string appDirectory, string runScriptName = "dev")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(appDirectory);
        ArgumentException.ThrowIfNullOrEmpty(runScriptName);
        var directory = Path.GetFullPath(appDirectory, builder.AppHostDirectory);
        if (!File.Exists(Path.Combine(directory, "package.json")))
        {
            throw new DistributedApplicationException($"The folder '{directory}' of the resource '{name}' has no package.json.");
        }

        var app = builder.AddResource(new ViteAppResource(name, PackageManager, directory));
        app.WithEnvironment("NODE_ENV", builder.Environment.IsDevelopment() ? "development" : "production")
            .WithHttpEndpoint(env: "PORT")
            .WithArgs(context =>
            {
                foreach (var argument in new object[] { "run", runScriptName, "--", "--port", app.GetEndpoint("http").Property(EndpointProperty.TargetPort) })
                {
                    context.Args.Add(argument);
                }
            })
            .WithOtlpExporter()
            .WithRequiredCommand("node", DownloadPage)
            .PublishAsDockerFile(container => container.WithDockerfileFactory(directory, _ => NodeDockerfile(directory)))
            .WithIconName("CodeJsRectangle");
        return app.WithNpm();
    }

    /// <summary>Uses npm for the packages of the application, as is the default.</summary>
    /// <param name="resource">The application.</param>
    /// <param name="install">Whether to install the packages before the application starts; false if they are known to be installed.</param>
    public static IResourceBuilder<TResource> WithNpm<TResource>(this IResourceBuilder<TResource> resource, bool install = true)
        where TResource : JavaScriptAppResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        resource.RemoveInstaller();
        return install && resource.ApplicationBuilder.ExecutionContext.IsRunMode ? resource.AddInstaller() : resource;
    }

    private static void RemoveInstaller<TResource>(this IResourceBuilder<TResource> app) where TResource : JavaScriptAppResource
    {
        foreach (var wait in app.Resource.Annotations.OfType<WaitAnnotation>().Where(w => w.Resource is JavaScriptInstallerResource).ToArray())
        {
            app.Resource.Annotations.Remove(wait);
            app.ApplicationBuilder.Resources.Remove(wait.Resource);
        }
    }

    private static IResourceBuilder<TResource> AddInstaller<TResource>(this IResourceBuilder<TResource> app) where TResource : JavaScriptAppResource
    {
        // Installed packages are not requested again, and slow checks are skipped.
        var installer = app.ApplicationBuilder
            .AddResource(new JavaScriptInstallerResource($"{app.Resource.Name}-installer", app.Resource.WorkingDirectory))
            .WithArgs("install", "--prefer-offline", "--no-audit", "--no-fund")
            .WithParentRelationship(app.Resource)
            .WithRequiredCommand(PackageManager, DownloadPage)
            .WithHiddenOnCompletion()
            .ExcludeFromManifest();
        return app.WaitForCompletion(installer);
    }

    /// <summary>Builds the app; its server is defined elsewhere.</summary>
    private static string NodeDockerfile(string directory) => string.Join('\n',
        "FROM node:22-slim",
        "WORKDIR /app",
        "COPY package*.json ./",
        $"RUN --mount=type=cache,target=/root/.npm npm {(File.Exists(Path.Combine(directory, "package-lock.json")) ? "ci" : "install")}",
        "COPY . .",
        "RUN npm run build",
        "");
}
