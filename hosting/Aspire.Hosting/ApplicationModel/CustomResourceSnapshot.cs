using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Everything that can be said of one running instance of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>The kind of resource, for example <c>Project</c>.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Facts by name; the names decide how the dashboard shows them.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>When the resource came to be (UTC).</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it last started (UTC).</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it last ended (UTC).</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Where it is in its life; null before the host has looked at it.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>The exit code of its last run; -1 when a signal ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The worst result of its health checks while it runs, else null.</summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running
        ? null
        : HealthReports.Select(r => r.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy)
            .DefaultIfEmpty(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy).Min();

    /// <summary>The last result of each health check.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>Set once the resource was healthy; completes with its ready handlers.</summary>
    public EventSnapshot? ResourceReadyEvent { get; internal init; }

    /// <summary>The environment that it was started with.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Where it can be reached.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>What is mounted into it.</summary>
    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    /// <summary>The resources that it has to do with.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>What can be done with it now.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; internal init; } = [];

    /// <summary>Whether people do not get to see it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether it is expected to send telemetry.</summary>
    public bool SupportsDetailedTelemetry { get; init; }

    /// <summary>Name of its Fluent UI icon.</summary>
    public string? IconName { get; init; }

    /// <summary>How its icon is drawn.</summary>
    public IconVariant? IconVariant { get; init; }
}
