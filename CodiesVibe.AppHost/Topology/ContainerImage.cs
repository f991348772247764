namespace CodiesVibe.AppHost.Topology;

/// <summary>An image by name and exact tag.</summary>
/// <param name="Name">The repository with its owner, without the registry.</param>
/// <param name="Tag">The version.</param>
/// <param name="Registry">The registry.</param>
internal sealed record ContainerImage(string Name, string Tag, string Registry = "docker.io")
{
    public override string ToString() => $"{Registry}/{(Name.Contains('/') ? Name : $"library/{Name}")}:{Tag}";
}
