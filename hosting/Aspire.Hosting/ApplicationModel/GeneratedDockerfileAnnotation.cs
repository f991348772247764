namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives the Dockerfile of a resource that brings none of its own; it stands beside the manifest. Its image is there to be built only.</summary>
/// <param name="Content">The Dockerfile's text.</param>
internal sealed record GeneratedDockerfileAnnotation(Func<string> Content) : IResourceAnnotation;
