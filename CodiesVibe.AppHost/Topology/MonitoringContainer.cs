using CodiesVibe.AppHost.Production;

namespace CodiesVibe.AppHost.Topology;

/// <summary>What a container that watches needs on a developer's machine beyond what it is in production.</summary>
internal static class MonitoringContainer
{
    public static IResourceBuilder<ContainerResource> RunHere(this IResourceBuilder<ContainerResource> container, Watcher watcher) =>
        container.WithConfigurationMounts(watcher).WithConfiguration(watcher).WithWays(watcher)
            .WithHttpHealthCheck(watcher.ReadyPath, endpointName: MonitoringProcessResource.EndpointName)
            .WithUrlForEndpoint(MonitoringProcessResource.EndpointName, url => url.DisplayText = watcher.Title);

    /// <summary>Where production mounts the published files, the ones of the data directory are.</summary>
    private static IResourceBuilder<ContainerResource> WithConfigurationMounts(this IResourceBuilder<ContainerResource> container, Watcher watcher)
    {
        var data = container.ApplicationBuilder.DataDirectoryOf(watcher.Name);
        foreach (var mount in container.Resource.Annotations.OfType<ProductionFactsAnnotation>().Single().Facts.Mounts)
        {
            // A mount has to be there when the application starts, before there is anything to write into it.
            container.WithBindMount(Directory.CreateDirectory(Path.Combine(data, mount.Source)).FullName, mount.Target, isReadOnly: true);
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
