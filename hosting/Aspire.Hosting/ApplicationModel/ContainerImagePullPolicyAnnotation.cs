namespace Aspire.Hosting.ApplicationModel;

/// <summary>When the container's image is fetched from its registry.</summary>
public sealed class ContainerImagePullPolicyAnnotation : IResourceAnnotation
{
    /// <summary>When the container's image is fetched from its registry.</summary>
    public required ImagePullPolicy ImagePullPolicy { get; set; }
}
