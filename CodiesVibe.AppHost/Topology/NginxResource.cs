namespace CodiesVibe.AppHost.Topology;

/// <summary>The edge in production.</summary>
internal sealed class NginxResource(string name) : ContainerResource(name), IEdgeResource;
