using CodiesVibe.AppHost.Production;

namespace CodiesVibe.AppHost.Topology;

/// <summary>What a container that watches needs on a developer's machine beyond what it is in production.</summary>
internal static class MonitoringContainer
{
    public static IResourceBuilder<ContainerResource> RunHere(this IResourceBuilder<ContainerResource> container, Watcher watcher) =>
        container.WithConfigurationFiles(watcher).WithWays(watcher)
            .WithHttpHealthCheck(watcher.ReadyPath, endpointName: MonitoringProcessResource.EndpointName)
            .WithUrlForEndpoint(MonitoringProcessResource.EndpointName, url => url.DisplayText = watcher.Title);

    /// <summary>
    /// Where production mounts the published files, those of this run are. They are made with the container: the ways to programs of this
    /// machine, and so the addresses in the files, are there only then.
    /// </summary>
    private static IResourceBuilder<ContainerResource> WithConfigurationFiles(this IResourceBuilder<ContainerResource> container, Watcher watcher)
    {
        var application = container.ApplicationBuilder;
        foreach (var mount in container.Resource.Annotations.OfType<ProductionFactsAnnotation>().Single().Facts.Mounts)
        {
            container.WithContainerFiles(mount.Target, async (_, token) =>
            {
                await application.WriteConfigurationAsync(container.Resource, watcher, token);
                return ContainerDirectory.GetFileSystemItemsFromPath(Path.Combine(application.DataDirectoryOf(watcher.Name), mount.Source), searchOptions: SearchOption.AllDirectories);
            });
        }

        return container;
    }

    /// <summary>A way from a container to a program of this machine is opened only where the container refers to it; a file of configuration is not seen.</summary>
    private static IResourceBuilder<ContainerResource> WithWays(this IResourceBuilder<ContainerResource> container, Watcher watcher) =>
        watcher.CallsPrograms
            ? container.WithEnvironment(context =>
            {
                foreach (var program in Neighbours.Programs(container.ApplicationBuilder.Resources))
                {
                    context.EnvironmentVariables[$"{program.Resource.Name.Replace('-', '_').ToUpperInvariant()}_ADDRESS"] = program;
                }
            })
            : container;
}
