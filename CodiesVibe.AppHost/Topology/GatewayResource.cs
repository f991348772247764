namespace CodiesVibe.AppHost.Topology;

/// <summary>The edge in run mode: a gateway with the same routes.</summary>
internal sealed class GatewayResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IEdgeResource;
