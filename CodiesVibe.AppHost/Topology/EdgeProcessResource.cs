namespace CodiesVibe.AppHost.Topology;

/// <summary>The edge in run mode: nginx where it is installed, else a gateway with the same routes.</summary>
internal sealed class EdgeProcessResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IEdgeResource;
