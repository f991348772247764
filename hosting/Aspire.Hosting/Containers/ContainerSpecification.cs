using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Containers;

/// <summary>Says in the engine's terms what a container is to be.</summary>
internal static class ContainerSpecification
{
    private const string Loopback = "127.0.0.1";

    public static DcpContainerSpec Of(ContainerResource container, string containerName, ResourceConfiguration configuration, ContainerConfiguration more, HostMachine? machine)
    {
        var image = ImageOf(container);
        return new()
        {
            Image = image,
            ContainerName = containerName,
            Build = more.Build is null ? null : more.Build with { Tags = [image] },
            Command = container.Entrypoint,
            Args = [.. configuration.Arguments.Select(a => a.Text)],
            Env = [.. configuration.Environment.Select(v => new DcpEnvironmentVariable(v.Key, v.Value.Text))],
            Ports = [.. container.Annotations.OfType<EndpointAnnotation>().Select(e => PortOf(container, e)).DistinctBy(p => (p.ContainerPort, p.HostPort, p.Protocol))],
            VolumeMounts = [.. container.Annotations.OfType<ContainerMountAnnotation>().Select(MountOf)],
            Networks = [new(ContainerNetwork.ObjectName, AliasesOf(container))],
            RunArgs = [.. machine?.Arguments ?? [], .. more.RuntimeArguments],
            PullPolicy = more.Build is null ? PolicyOf(container) : null,
            Persistent = container.Lifetime() == ContainerLifetime.Persistent ? true : null,
        };
    }

    /// <summary>The image as the container engine is asked for it.</summary>
    public static string ImageOf(ContainerResource container)
    {
        container.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build);
        return build is { ImageName: { } name } ? $"{name}:{build.ImageTag}" : container.Annotations.OfType<ContainerImageAnnotation>().Last().FullName;
    }

    /// <summary>Whether the engine of the application listens in front of the container, so that its address stays the same while it comes and goes.</summary>
    public static bool IsProxied(IResource container, EndpointAnnotation endpoint) => endpoint.IsProxied && container.Lifetime() != ContainerLifetime.Persistent;

    /// <summary>The name of a mount's kind that people get to see.</summary>
    public static string KindOf(ContainerMountAnnotation mount) => mount.Type == ContainerMountType.BindMount ? DcpVolumeMount.Bind : DcpVolumeMount.Volume;

    private static DcpContainerPort PortOf(ContainerResource container, EndpointAnnotation endpoint) =>
        new(endpoint.TargetPort!.Value, IsProxied(container, endpoint) ? null : endpoint.AllocatedEndpoint!.Port, Loopback, endpoint.Protocol.ToString().ToUpperInvariant());

    private static DcpVolumeMount MountOf(ContainerMountAnnotation mount) => new(KindOf(mount), mount.Source ?? "", mount.Target, mount.IsReadOnly);

    private static IReadOnlyList<string> AliasesOf(ContainerResource container) =>
        [container.Name, ContainerSideAddresses.NameOf(container), .. container.Annotations.OfType<ContainerNetworkAliasAnnotation>().Select(a => a.Alias)];

    private static string? PolicyOf(ContainerResource container) =>
        !container.TryGetLastAnnotation<ContainerImagePullPolicyAnnotation>(out var annotation) || annotation.ImagePullPolicy == ImagePullPolicy.Default
            ? null
            : annotation.ImagePullPolicy.ToString().ToLowerInvariant();
}
