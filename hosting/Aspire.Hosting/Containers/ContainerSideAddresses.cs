using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Containers;

/// <summary>
/// How containers reach the endpoints of the application: one another by name; what runs on this machine at the gateway of
/// their network, where the engine listens for them and for nobody else.
/// </summary>
internal sealed class ContainerSideAddresses(EngineHost host, ContainerNetwork network, ContainerRuntime runtime, ContainerRuntimeOptions options) : IContainerSideAddresses
{
    private const string Domain = "dev.internal";
    private const string TunnelHostName = $"aspire.{Domain}";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<EndpointAnnotation, Lazy<Task<int>>> doors = [];

    /// <summary>The name of a container in the network, beside that of its resource.</summary>
    public static string NameOf(IResource container) => $"{container.Name}.{Domain}";

    public async Task<AllocatedEndpoint> OfAsync(EndpointReference endpoint, CancellationToken cancellationToken)
    {
        var annotation = endpoint.EndpointAnnotation;
        if (endpoint.Resource is ContainerResource container)
        {
            return new(annotation, NameOf(container), annotation.TargetPort!.Value);
        }

        var machine = await FindMachineAsync(cancellationToken).ConfigureAwait(false) ?? throw new DistributedApplicationException(
            $"Endpoint '{endpoint.EndpointName}' of resource '{endpoint.Resource.Name}' cannot be reached from a container: the gateway of the containers' network is no address of this machine, so the container engine runs elsewhere. "
            + "Use a container engine on this machine, or take the reference away.");
        if (machine.Gateway is null)
        {
            var allocated = await annotation.WaitForAllocationAsync(cancellationToken).ConfigureAwait(false);
            return new(annotation, machine.HostName, allocated.Port);
        }

        var door = doors.GetOrAdd(annotation, _ => new(() => OpenAsync(endpoint, machine.Gateway)));
        var port = await door.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new(annotation, machine.HostName, port, port.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>How containers call this machine; null when they cannot reach it.</summary>
    public async Task<HostMachine?> FindMachineAsync(CancellationToken cancellationToken)
    {
        var status = await network.Running.WaitAsync(cancellationToken).ConfigureAwait(false);
        var known = await runtime.HealthAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        if (status.Gateways?.FirstOrDefault(IsOurs) is { } gateway)
        {
            return new(options.HostName ?? (options.IsTunnelWanted ? TunnelHostName : known.HostName), gateway);
        }

        return await runtime.HasOwnMachineAsync(cancellationToken).ConfigureAwait(false) ? new(options.HostName ?? known.HostName, Gateway: null) : null;
    }

    /// <summary>Has the engine listen at the gateway, and pass on to where the endpoint is served for this machine.</summary>
    private async Task<int> OpenAsync(EndpointReference endpoint, string gateway)
    {
        using var limit = new CancellationTokenSource(Limit);
        var name = $"{EngineResource.ServiceName(endpoint.Resource, endpoint.EndpointAnnotation)}.containers";
        var allocated = await endpoint.EndpointAnnotation.WaitForAllocationAsync(limit.Token).ConfigureAwait(false);
        var engine = await host.EngineAsync(limit.Token).ConfigureAwait(false);
        await engine.Client.CreateAsync(new DcpService { Metadata = new() { Name = name }, Spec = new() { Address = gateway } }, limit.Token).ConfigureAwait(false);
        await engine.Client.CreateAsync(new DcpEndpoint
        {
            Metadata = new() { Name = name },
            Spec = new() { ServiceName = name, Address = IPAddress.Loopback.ToString(), Port = allocated.Port },
        }, limit.Token).ConfigureAwait(false);
        try
        {
            await foreach (var change in engine.Client.WatchAsync<DcpService>(name, limit.Token).ConfigureAwait(false))
            {
                if (change.Object.Status?.EffectivePort is { } port)
                {
                    return port;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // said below
        }

        throw new DistributedApplicationException($"Nothing could listen at {gateway}, the gateway of the containers' network, for endpoint '{endpoint.EndpointName}' of resource '{endpoint.Resource.Name}' within {Limit.TotalSeconds:0} s, so no container can reach it.");
    }

    private static bool IsOurs(string gateway) => IPAddress.TryParse(gateway, out var address)
        && NetworkInterface.GetAllNetworkInterfaces().Any(i => i.GetIPProperties().UnicastAddresses.Any(u => u.Address.Equals(address)));
}

/// <summary>This machine as containers see it.</summary>
/// <param name="HostName">The name in addresses.</param>
/// <param name="Gateway">The address behind the name, for the container's list of hosts; null where the name is known without.</param>
internal sealed record HostMachine(string HostName, string? Gateway)
{
    /// <summary>The container engine's arguments that make the name known.</summary>
    public IEnumerable<string> Arguments => Gateway is null || IPAddress.TryParse(HostName, out _) ? [] : ["--add-host", $"{HostName}:{Gateway}"];
}
