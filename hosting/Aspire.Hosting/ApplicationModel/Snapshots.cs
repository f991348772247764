using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state by name.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>, or a text of one's own.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>, for texts of one's own.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    public static implicit operator ResourceStateSnapshot?(string? text) => text is null ? null : new(text, Style: null);
}

/// <summary>A fact about a resource.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Text, number, or a sequence of them; null when unknown.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether the value must not be shown openly.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>An environment variable that a resource was started with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsFromSpec">Whether the model set it, rather than the surroundings.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec)
{
    /// <summary>Whether a secret is part of the value.</summary>
    internal bool IsSensitive { get; init; }
}

/// <summary>An address of a resource.</summary>
/// <param name="Name">The endpoint that it belongs to, if any.</param>
/// <param name="Url">Absolute.</param>
/// <param name="IsInternal">Whether it is shown in the details only.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether nobody listens there yet.</summary>
    public bool IsInactive { get; init; }

    /// <summary>How it is shown.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}

/// <summary>How an address is shown.</summary>
/// <param name="DisplayName">Shown in its place.</param>
/// <param name="SortOrder">Higher comes first.</param>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "", int SortOrder = 0);

/// <summary>Something mounted into a container.</summary>
/// <param name="Source">A folder of the host or a volume's name.</param>
/// <param name="Target">The path inside.</param>
/// <param name="MountType"><c>bind</c> or <c>volume</c>.</param>
/// <param name="IsReadOnly">Whether the container may not write to it.</param>
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);

/// <summary>A resource's tie to another one.</summary>
/// <param name="ResourceName">Name of the other resource.</param>
/// <param name="Type">The kind of tie.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);

/// <summary>The last result of one health check.</summary>
/// <param name="Name">Its registered name.</param>
/// <param name="Status">Null before the first result.</param>
/// <param name="Description">What the check says.</param>
/// <param name="ExceptionText">The exception that it met.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When it ran (UTC).</summary>
    public DateTime? LastRunAt { get; init; }
}

/// <summary>An event that was raised for a resource.</summary>
/// <param name="EventTask">Completes when all handlers are done; fails with the first that failed.</param>
public record EventSnapshot(Task EventTask);
