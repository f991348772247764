namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that the resource has to do with another one; shown in the dashboard.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="type">The kind, for example <c>Reference</c>, <c>WaitFor</c> or <c>Parent</c>.</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The kind of relationship.</summary>
    public string Type { get; } = type;
}
