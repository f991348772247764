namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource is like before the host has looked at it.</summary>
/// <param name="initialSnapshot">The first snapshot.</param>
public sealed class ResourceSnapshotAnnotation(CustomResourceSnapshot initialSnapshot) : IResourceAnnotation
{
    /// <summary>The first snapshot.</summary>
    public CustomResourceSnapshot InitialSnapshot { get; } = initialSnapshot;
}
