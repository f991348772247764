namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that the manifest describes the resource as a container.</summary>
/// <param name="Container">The resource itself, or a <see cref="ContainerOfExecutable"/>.</param>
internal sealed record PublishedContainerAnnotation(ContainerResource Container) : IResourceAnnotation;

/// <summary>An executable as the container that it is published as; both have the same annotations.</summary>
internal sealed class ContainerOfExecutable(ExecutableResource executable) : ContainerResource(executable.Name)
{
    public override ResourceAnnotationCollection Annotations => executable.Annotations;
}
