using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>What a callback that writes a resource's entry in the manifest works with.</summary>
/// <param name="executionContext">Whether the application runs or is published.</param>
/// <param name="manifestPath">The manifest, absolute.</param>
/// <param name="writer">Stands inside the resource's object.</param>
/// <param name="cancellationToken">Ends the publishing.</param>
public sealed class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
{
    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The manifest, absolute.</summary>
    public string ManifestPath { get; } = manifestPath;

    /// <summary>Stands inside the resource's object.</summary>
    public Utf8JsonWriter Writer { get; } = writer;

    /// <summary>Ends the publishing.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>A path as the manifest states it: relative to the manifest's folder, with forward slashes.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public string? GetManifestRelativePath(string? path) =>
        path is null ? null : Path.GetRelativePath(Path.GetDirectoryName(ManifestPath)!, path).Replace('\\', '/');
}
