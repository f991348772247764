using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Which resources the engine runs.</summary>
internal static class EngineResource
{
    public static bool IsRunByEngine(IResource resource) => resource is ExecutableResource or ProjectResource or ContainerResource;

    /// <summary>Name of the engine's service for an endpoint. Resource names have no dot, so two endpoints never share one.</summary>
    public static string ServiceName(IResource resource, EndpointAnnotation endpoint) => $"{resource.Name}.{endpoint.Name}";
}
