using CodiesVibe.AppHost.Production;

namespace CodiesVibe.AppHost.Topology;

/// <summary>What a monitoring container needs on a developer's machine, beyond its definition for production.</summary>
internal static class MonitoringContainer
{
    public static IResourceBuilder<ContainerResource> RunHere(this IResourceBuilder<ContainerResource> container, Watcher watcher) =>
        container.WithConfigurationFiles(watcher).WithTunnels(watcher)
            .WithHttpHealthCheck(watcher.ReadyPath, endpointName: MonitoringProcessResource.EndpointName)
            .WithUrlForEndpoint(MonitoringProcessResource.EndpointName, url => url.DisplayText = watcher.Title);

    /// <summary>
    /// Mounts the files of this run where production mounts the published ones. They are created with the container, because the tunnels to
    /// programs of this machine, and so the addresses in the files, exist only then.
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

    /// <summary>Aspire opens a tunnel from a container to a program of this machine only if the container references it; it does not see the configuration files.</summary>
    private static IResourceBuilder<ContainerResource> WithTunnels(this IResourceBuilder<ContainerResource> container, Watcher watcher) =>
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
