using Aspire.Hosting.Projects;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project; run from its built output.</summary>
/// <param name="name">Name of the resource.</param>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal IProjectMetadata Metadata => Annotations.OfType<IProjectMetadata>().LastOrDefault()
        ?? throw new DistributedApplicationException($"The project resource '{Name}' does not say where its project is.");

    internal LaunchProfile? LaunchProfile => Annotations.OfType<LaunchProfile>().LastOrDefault();
}
