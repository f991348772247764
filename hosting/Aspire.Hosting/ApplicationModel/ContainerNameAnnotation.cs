namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fixed name for the container, in place of the generated one.</summary>
public sealed class ContainerNameAnnotation : IResourceAnnotation
{
    /// <summary>The name that the container engine knows.</summary>
    public required string Name { get; set; }
}
