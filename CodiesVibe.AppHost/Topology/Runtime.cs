namespace CodiesVibe.AppHost.Topology;

/// <summary>How the containers of production run on this machine.</summary>
/// <param name="Mode">How the database and the cache run.</param>
/// <param name="Obtainable">The monitoring images that the container engine has or can pull; empty where no engine is used.</param>
internal sealed record Runtime(RuntimeMode Mode, IReadOnlySet<ContainerImage> Obtainable)
{
    public static readonly Runtime Processes = new(RuntimeMode.Processes, new HashSet<ContainerImage>());

    /// <summary>Publishing does not query an engine.</summary>
    public static readonly Runtime Production = new(RuntimeMode.Containers, new HashSet<ContainerImage>());
}
