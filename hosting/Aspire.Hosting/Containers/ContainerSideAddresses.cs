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

    private readonly ConcurrentDictionary<string, Lazy<Task<int>>> doors = [];

    /// <summary>The name of a container in the network, beside that of its resource.</summary>
    public static string NameOf(IResource container) => $"{container.Name}.{Domain}";

    public async Task<AllocatedEndpoint> OfAsync(EndpointReference endpoint, CancellationToken cancellationToken)
    {
        var annotation = endpoint.EndpointAnnotation;
        if (endpoint.Resource is ContainerResource container)
        {
            return new(annotation, NameOf(container), annotation.TargetPort!.Value);
        }

        var (machine, port) = await WayToAsync(
            $"Endpoint '{endpoint.EndpointName}' of resource '{endpoint.Resource.Name}'", EngineResource.ServiceName(endpoint.Resource, annotation),
            async token => (await annotation.WaitForAllocationAsync(token).ConfigureAwait(false)).Port, cancellationToken).ConfigureAwait(false);
        return new(annotation, machine.HostName, port, machine.Gateway is null ? null : port.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<string> OfAsync(Uri local, CancellationToken cancellationToken)
    {
        var (machine, port) = await WayToAsync(
            $"{local.GetLeftPart(UriPartial.Authority)} of this machine", $"{local.Host}-{local.Port}", _ => Task.FromResult(local.Port), cancellationToken).ConfigureAwait(false);
        return $"{local.Scheme}://{machine.HostName}:{port.ToString(CultureInfo.InvariantCulture)}";
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

    /// <summary>Where containers reach a port of this machine.</summary>
    /// <param name="what">The port's owner, for messages: the begin of a sentence.</param>
    /// <param name="service">A name for it in the engine.</param>
    /// <param name="findPort">Waits until the port is known.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<(HostMachine Machine, int Port)> WayToAsync(string what, string service, Func<CancellationToken, Task<int>> findPort, CancellationToken cancellationToken)
    {
        var machine = await FindMachineAsync(cancellationToken).ConfigureAwait(false) ?? throw new DistributedApplicationException(
            $"{what} cannot be reached from a container: the gateway of the containers' network is no address of this machine, so the container engine runs elsewhere. "
            + "Use a container engine on this machine, or take the reference away.");
        if (machine.Gateway is null)
        {
            return (machine, await findPort(cancellationToken).ConfigureAwait(false));
        }

        var door = doors.GetOrAdd(service, _ => new(() => OpenAsync(what, $"{service}.containers", findPort, machine.Gateway)));
        return (machine, await door.Value.WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Has the engine listen at the gateway, and pass on to where the port is served for this machine.</summary>
    private async Task<int> OpenAsync(string what, string name, Func<CancellationToken, Task<int>> findPort, string gateway)
    {
        using var limit = new CancellationTokenSource(Limit);
        var served = await findPort(limit.Token).ConfigureAwait(false);
        var engine = await host.EngineAsync(limit.Token).ConfigureAwait(false);
        await engine.Client.CreateAsync(new DcpService { Metadata = new() { Name = name }, Spec = new() { Address = gateway } }, limit.Token).ConfigureAwait(false);
        await engine.Client.CreateAsync(new DcpEndpoint
        {
            Metadata = new() { Name = name },
            Spec = new() { ServiceName = name, Address = IPAddress.Loopback.ToString(), Port = served },
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

        throw new DistributedApplicationException($"{what} cannot be reached from a container: nothing could listen at {gateway}, the gateway of the containers' network, within {Limit.TotalSeconds:0} s.");
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
