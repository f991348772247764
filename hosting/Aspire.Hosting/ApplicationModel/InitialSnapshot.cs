using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What each kind of resource is like before it has a state.</summary>
internal static class InitialSnapshot
{
    public static CustomResourceSnapshot Of(IResource resource, string resourceId)
    {
        var snapshot = resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var stated)
            ? stated.InitialSnapshot
            : new CustomResourceSnapshot { ResourceType = TypeOf(resource), Properties = PropertiesOf(resource) };
        resource.TryGetLastAnnotation<ResourceIconAnnotation>(out var icon);
        return snapshot with
        {
            CreationTimeStamp = snapshot.CreationTimeStamp ?? DateTime.UtcNow,
            Relationships = snapshot.Relationships.IsEmpty ? RelationshipsOf(resource) : snapshot.Relationships,
            HealthReports = [.. HealthCheckKeysOf(resource).Select(key => new HealthReportSnapshot(key, null, null, null))],
            IconName = snapshot.IconName ?? icon?.IconName,
            IconVariant = snapshot.IconVariant ?? icon?.IconVariant,
            SupportsDetailedTelemetry = snapshot.SupportsDetailedTelemetry || resource.Annotations.OfType<OtlpExporterAnnotation>().Any(),
        };
    }

    private static IEnumerable<string> HealthCheckKeysOf(IResource resource) =>
        resource.TryGetAnnotationsIncludingAncestorsOfType<HealthCheckAnnotation>(out var checks) ? checks.Select(c => c.Key).Distinct() : [];

    private static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => KnownResourceTypes.Project,
        ExecutableResource => KnownResourceTypes.Executable,
        ContainerResource => KnownResourceTypes.Container,
        ParameterResource => KnownResourceTypes.Parameter,
        ConnectionStringResource or ConnectionStringParameterResource => KnownResourceTypes.ConnectionString,
        _ => resource.GetType().Name,
    };

    private static ImmutableArray<ResourcePropertySnapshot> PropertiesOf(IResource resource)
    {
        var properties = ImmutableArray.CreateBuilder<ResourcePropertySnapshot>();
        if (resource is ProjectResource project)
        {
            properties.Add(new(KnownProperties.ProjectPath, project.Metadata.ProjectPath));
            properties.Add(new(KnownProperties.ProjectLaunchProfile, project.LaunchProfile?.Name));
            properties.Add(new(KnownProperties.ExecutablePath, "dotnet"));
            properties.Add(new(KnownProperties.ExecutableWorkDir, Path.GetDirectoryName(project.Metadata.ProjectPath)));
        }
        else if (resource is ExecutableResource executable)
        {
            properties.Add(new(KnownProperties.ExecutablePath, executable.Command));
            properties.Add(new(KnownProperties.ExecutableWorkDir, executable.WorkingDirectory));
        }
        else if (resource is ParameterResource parameter)
        {
            properties.Add(new(KnownProperties.Source, parameter.ConfigurationKey));
        }
        else if (resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            properties.Add(new(KnownProperties.ContainerImage, image.FullName));
            properties.Add(new(KnownProperties.ContainerId, null));
            properties.Add(new(KnownProperties.ContainerCommand, null));
            properties.Add(new(KnownProperties.ContainerArgs, null) { IsSensitive = true });
            properties.Add(new(KnownProperties.ContainerPorts, ImmutableArray<int>.Empty));
            properties.Add(new(KnownProperties.ContainerLifetime, resource.Lifetime().ToString()));
        }

        if (ParentOf(resource) is { } parent)
        {
            properties.Add(new(KnownProperties.ParentName, parent.GetResolvedResourceNames()[0]));
        }

        return properties.ToImmutable();
    }

    private static IResource? ParentOf(IResource resource) => (resource as IResourceWithParent)?.Parent
        ?? resource.Annotations.OfType<ResourceRelationshipAnnotation>().LastOrDefault(r => r.Type == KnownRelationshipTypes.Parent)?.Resource;

    private static ImmutableArray<RelationshipSnapshot> RelationshipsOf(IResource resource)
    {
        var stated = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(r => r.Resource != resource).Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type));
        var parent = (resource as IResourceWithParent)?.Parent;
        return [.. stated, .. parent is null ? [] : new[] { new RelationshipSnapshot(parent.Name, KnownRelationshipTypes.Parent) }];
    }
}
