namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource instance changed.</summary>
/// <param name="resource">The resource of the model.</param>
/// <param name="resourceId">The instance.</param>
/// <param name="snapshot">What it is like now.</param>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource of the model.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The instance.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>What it is like now.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;

    /// <summary>Whether a name means this instance: its own, or that of its resource.</summary>
    internal bool IsCalled(string name) => Resource.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || ResourceId.Equals(name, StringComparison.OrdinalIgnoreCase);
}
