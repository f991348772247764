namespace CodiesVibe.AppHost.Topology;

/// <summary>An image by name and exact tag.</summary>
/// <param name="Name">With its owner, without a registry.</param>
/// <param name="Tag">The version.</param>
/// <param name="Registry">The registry.</param>
internal sealed record ContainerImage(string Name, string Tag, string Registry = "docker.io")
{
    public override string ToString() => $"{Registry}/{(Name.Contains('/') ? Name : $"library/{Name}")}:{Tag}";
}
