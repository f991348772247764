namespace CodiesVibe.AppHost.Topology;

/// <summary>An image by name and exact tag.</summary>
/// <param name="Name">With its owner, without a registry: all are on Docker Hub.</param>
/// <param name="Tag">The version.</param>
internal sealed record ContainerImage(string Name, string Tag)
{
    public override string ToString() => $"docker.io/{(Name.Contains('/') ? Name : $"library/{Name}")}:{Tag}";
}
