namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder or volume that a container sees.</summary>
/// <param name="source">A folder of the host, or a volume's name.</param>
/// <param name="target">The path inside.</param>
/// <param name="type">Folder or volume.</param>
/// <param name="isReadOnly">Whether the container may not write to it.</param>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation
{
    /// <summary>A folder of the host, or a volume's name.</summary>
    public string? Source { get; } = source;

    /// <summary>The path inside.</summary>
    public string Target { get; } = target;

    /// <summary>Folder or volume.</summary>
    public ContainerMountType Type { get; } = type;

    /// <summary>Whether the container may not write to it.</summary>
    public bool IsReadOnly { get; } = isReadOnly;
}
