namespace Aspire.Hosting.ApplicationModel;

/// <summary>How the container's image is built.</summary>
/// <param name="contextPath">The folder whose content the build sees.</param>
/// <param name="dockerfilePath">The Dockerfile.</param>
/// <param name="stage">The stage that is wanted of several; the last one when left out.</param>
public class DockerfileBuildAnnotation(string contextPath, string dockerfilePath, string? stage) : IResourceAnnotation
{
    /// <summary>The folder whose content the build sees, absolute.</summary>
    public string ContextPath { get; } = contextPath;

    /// <summary>The Dockerfile, absolute.</summary>
    public string DockerfilePath { get; } = dockerfilePath;

    /// <summary>The stage that is wanted of several; null for the last one.</summary>
    public string? Stage { get; } = stage;

    /// <summary>Texts, or values that become known later, by the names of the Dockerfile's <c>ARG</c>s.</summary>
    public Dictionary<string, object?> BuildArguments { get; } = [];

    /// <summary>Values by the identifiers under which the Dockerfile mounts them.</summary>
    public Dictionary<string, object> BuildSecrets { get; } = [];

    /// <summary>Name of the built image, where that of the container is another one.</summary>
    public string? ImageName { get; set; }

    /// <summary>Tag of the built image, where that of the container is another one.</summary>
    public string? ImageTag { get; set; }

    /// <summary>Whether the image says what to run.</summary>
    public bool HasEntrypoint { get; set; } = true;
}
