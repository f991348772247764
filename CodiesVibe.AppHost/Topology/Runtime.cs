namespace CodiesVibe.AppHost.Topology;

/// <summary>What the parts that are containers in production are on this machine.</summary>
/// <param name="Mode">How database and cache run.</param>
/// <param name="Obtainable">The images of what watches that the container engine has or can pull; none where it is not used.</param>
internal sealed record Runtime(RuntimeMode Mode, IReadOnlySet<ContainerImage> Obtainable)
{
    public static readonly Runtime Processes = new(RuntimeMode.Processes, new HashSet<ContainerImage>());

    /// <summary>Publishing asks no engine.</summary>
    public static readonly Runtime Production = new(RuntimeMode.Containers, new HashSet<ContainerImage>());
}
