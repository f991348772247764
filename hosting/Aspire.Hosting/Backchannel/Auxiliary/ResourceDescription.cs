namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>
/// A resource instance as the aspire CLI reads it. Every part is always sent: the CLI takes what is missing for null, also where it
/// cannot do with null.
/// </summary>
internal sealed record ResourceDescription
{
    /// <summary>The instance.</summary>
    public required string Name { get; init; }

    /// <summary>The resource of the model.</summary>
    public required string DisplayName { get; init; }

    public required string ResourceType { get; init; }

    /// <summary>The type once more, where older clients look for it.</summary>
    public string Type => ResourceType;

    public required string? State { get; init; }

    public required string? StateStyle { get; init; }

    public required string? HealthStatus { get; init; }

    public required int? ExitCode { get; init; }

    public required DateTime? CreatedAt { get; init; }

    public required DateTime? StartedAt { get; init; }

    public required DateTime? StoppedAt { get; init; }

    /// <summary>The instances that it waits for.</summary>
    public required IReadOnlyList<string> WaitingFor { get; init; }

    public required IReadOnlyList<UrlDescription> Urls { get; init; }

    public required IReadOnlyList<RelationshipDescription> Relationships { get; init; }

    public required IReadOnlyList<HealthReportDescription> HealthReports { get; init; }

    public required IReadOnlyList<VolumeDescription> Volumes { get; init; }

    public required IReadOnlyList<EnvironmentVariableDescription> EnvironmentVariables { get; init; }

    public required IReadOnlyDictionary<string, object?> Properties { get; init; }

    public required bool IsHidden { get; init; }

    public required IReadOnlyList<CommandDescription> Commands { get; init; }
}

internal sealed record UrlDescription(string Name, string Url, bool IsInternal, UrlDisplayDescription DisplayProperties);

internal sealed record UrlDisplayDescription(string DisplayName, int SortOrder);

internal sealed record RelationshipDescription(string ResourceName, string Type);

internal sealed record HealthReportDescription(string Name, string? Status, string? Description, string? ExceptionText);

internal sealed record VolumeDescription(string? Source, string Target, string MountType, bool IsReadOnly);

internal sealed record EnvironmentVariableDescription(string Name, string? Value, bool IsFromSpec);

internal sealed record CommandDescription(string Name, string DisplayName, string? Description, IReadOnlyList<InputDescription> ArgumentInputs, string Visibility, string State);

/// <summary>A value that a command asks for.</summary>
internal sealed record InputDescription(
    string Name, string Label, string? Description, bool EnableDescriptionMarkdown, string InputType, bool Required, string? Placeholder,
    string? Value, IReadOnlyDictionary<string, string>? Options, bool AllowCustomChoice, bool Disabled, int? MaxLength);
