using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// A resource as the dashboard shows it. The times, display properties and property values that the dashboard cannot do without are
/// always there: one resource without them leaves its whole page empty.
/// </summary>
internal static class ResourceMapping
{
    /// <summary>
    /// Stands in the place of an environment value that holds a secret. The value itself is shown on request where it belongs, at the
    /// parameter, whose property is sent as sensitive.
    /// </summary>
    public const string Mask = "●●●●●●●●";

    /// <summary>Maps one change; <paramref name="knownSince"/> is the creation time of resources that nothing creates.</summary>
    public static V1.Resource ToResource(ResourceEvent change, DateTime knownSince)
    {
        var snapshot = change.Snapshot;
        var resource = new V1.Resource
        {
            Name = change.ResourceId,
            ResourceType = snapshot.ResourceType,
            DisplayName = change.Resource.Name,
            Uid = change.ResourceId,
            CreatedAt = ToTimestamp(snapshot.CreationTimeStamp ?? knownSince),
            StartedAt = snapshot.StartTimeStamp is { } started ? ToTimestamp(started) : null,
            StoppedAt = snapshot.StopTimeStamp is { } stopped ? ToTimestamp(stopped) : null,
            IsHidden = snapshot.IsHidden,
            SupportsDetailedTelemetry = snapshot.SupportsDetailedTelemetry,
            Environment = { snapshot.EnvironmentVariables.Select(ToEnvironmentVariable) },
            Commands = { snapshot.Commands.Select(CommandMapping.ToCommand) },
            Properties = { snapshot.Properties.Select(ToProperty) },
            Urls = { snapshot.Urls.Select(ToUrl) },
            Volumes = { snapshot.Volumes.Select(ToVolume) },
            HealthReports = { snapshot.HealthReports.Select(ToHealthReport) },
            Relationships =
            {
                snapshot.Relationships.Select(r => new V1.ResourceRelationship { ResourceName = r.ResourceName, Type = r.Type }),
            },
        };

        // Generated setters of optional fields take no null.
        if (snapshot.State is { } state)
        {
            resource.State = state.Text;
            if (state.Style is { } style)
            {
                resource.StateStyle = style;
            }
        }

        if (snapshot.ExitCode is { } exitCode)
        {
            resource.Properties.Add(new V1.ResourceProperty { Name = KnownProperties.ExitCode, Value = PropertyValue.From(exitCode) });
        }

        if (snapshot.IconName is { } icon)
        {
            resource.IconName = icon;
            resource.IconVariant = ToIconVariant(snapshot.IconVariant);
        }

        return resource;
    }

    /// <summary>The dashboard's word for an icon variant; regular when there is none.</summary>
    public static V1.IconVariant ToIconVariant(IconVariant? variant) =>
        variant == IconVariant.Filled ? V1.IconVariant.Filled : V1.IconVariant.Regular;

    private static V1.EnvironmentVariable ToEnvironmentVariable(EnvironmentVariableSnapshot variable)
    {
        var result = new V1.EnvironmentVariable { Name = variable.Name, IsFromSpec = variable.IsFromSpec };
        if (variable.IsSensitive)
        {
            result.Value = Mask;
        }
        else if (variable.Value is { } value)
        {
            result.Value = value;
        }

        return result;
    }

    private static V1.ResourceProperty ToProperty(ResourcePropertySnapshot property)
    {
        var result = new V1.ResourceProperty { Name = property.Name, Value = PropertyValue.From(property.Value), IsSensitive = property.IsSensitive };
        if (!KnownProperties.IsKnown(property.Name))
        {
            // The dashboard has no title for it and would hide it.
            (result.DisplayName, result.IsHighlighted) = (property.Name, true);
        }

        return result;
    }

    private static V1.Url ToUrl(UrlSnapshot url)
    {
        var result = new V1.Url
        {
            FullUrl = url.Url,
            IsInternal = url.IsInternal,
            IsInactive = url.IsInactive,
            DisplayProperties = new V1.UrlDisplayProperties
            {
                DisplayName = url.DisplayProperties.DisplayName,
                SortOrder = url.DisplayProperties.SortOrder,
            },
        };
        if (url.Name is { } endpoint)
        {
            result.EndpointName = endpoint;
        }

        return result;
    }

    private static V1.Volume ToVolume(VolumeSnapshot volume) => new()
    {
        Source = volume.Source ?? "",
        Target = volume.Target,
        MountType = volume.MountType,
        IsReadOnly = volume.IsReadOnly,
    };

    private static V1.HealthReport ToHealthReport(HealthReportSnapshot report)
    {
        var result = new V1.HealthReport
        {
            Key = report.Name,
            Description = report.Description ?? "",
            Exception = report.ExceptionText ?? "",
            LastRunAt = report.LastRunAt is { } time ? ToTimestamp(time) : null,
        };
        if (report.Status is { } status)
        {
            result.Status = status switch
            {
                HealthStatus.Healthy => V1.HealthStatus.Healthy,
                HealthStatus.Degraded => V1.HealthStatus.Degraded,
                _ => V1.HealthStatus.Unhealthy,
            };
        }

        return result;
    }

    private static Timestamp ToTimestamp(DateTime time) => Timestamp.FromDateTime(time.ToUniversalTime());
}
