using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>A resource as the aspire CLI shows it: what the dashboard shows, without the values that are shown there on request only.</summary>
internal static class DescriptionMapping
{
    private const string Everywhere = "UI, Api";

    public static ResourceDescription ToDescription(ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        return new()
        {
            Name = change.ResourceId,
            DisplayName = change.Resource.Name,
            ResourceType = snapshot.ResourceType,
            State = snapshot.State?.Text,
            StateStyle = snapshot.State?.Style,
            HealthStatus = snapshot.HealthStatus?.ToString(),
            ExitCode = snapshot.ExitCode,
            CreatedAt = snapshot.CreationTimeStamp,
            StartedAt = snapshot.StartTimeStamp,
            StoppedAt = snapshot.StopTimeStamp,
            WaitingFor = snapshot.State?.Text == KnownResourceStates.Waiting ? WaitingFor(snapshot) : [],
            Urls = [.. snapshot.Urls.Where(url => !url.IsInactive).Select(url => new UrlDescription(url.Name ?? "", url.Url, url.IsInternal, new(url.DisplayProperties.DisplayName, url.DisplayProperties.SortOrder)))],
            Relationships = [.. snapshot.Relationships.Select(r => new RelationshipDescription(r.ResourceName, r.Type))],
            HealthReports = [.. snapshot.HealthReports.Select(r => new HealthReportDescription(r.Name, r.Status?.ToString(), r.Description, r.ExceptionText))],
            Volumes = [.. snapshot.Volumes.Select(v => new VolumeDescription(v.Source, v.Target, v.MountType, v.IsReadOnly))],
            EnvironmentVariables = [.. snapshot.EnvironmentVariables.Select(v => new EnvironmentVariableDescription(v.Name, v.IsSensitive ? null : v.Value, v.IsFromSpec))],
            Properties = snapshot.Properties.ToDictionary(p => p.Name, p => p.IsSensitive ? null : p.Value),
            IsHidden = snapshot.IsHidden,
            Commands = [.. snapshot.Commands.Select(ToDescription)],
        };
    }

    private static IReadOnlyList<string> WaitingFor(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(p => p.Name == KnownProperties.WaitingFor)?.Value is IEnumerable<string> ids ? [.. ids] : [];

    private static CommandDescription ToDescription(ResourceCommandSnapshot command) => new(
        command.Name, command.DisplayName, command.DisplayDescription, [.. command.ArgumentInputs.Select(ToDescription)], Everywhere, command.State.ToString());

    private static InputDescription ToDescription(InteractionInput input) => new(
        input.Name, input.EffectiveLabel, input.Description, input.EnableDescriptionMarkdown, input.InputType.ToString(), input.Required, input.Placeholder,
        input.InputType == InputType.SecretText ? null : input.Value, input.Options?.ToDictionary(), input.AllowCustomChoice, input.Disabled, input.MaxLength);
}
