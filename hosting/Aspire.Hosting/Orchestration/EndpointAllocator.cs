using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Networking;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gives every endpoint its address, before the resource behind it starts.</summary>
internal sealed class EndpointAllocator(EngineHost host, EndpointOptions options)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <exception cref="DistributedApplicationException">The engine could not get a port in time.</exception>
    public async Task AllocateAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken)
    {
        var engine = await host.EngineAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()
            .Select(endpoint => AllocateAsync(engine.Client, resource, endpoint, cancellationToken)))).ConfigureAwait(false);
    }

    private async Task AllocateAsync(DcpClient client, IResource resource, EndpointAnnotation endpoint, CancellationToken cancellationToken)
    {
        var name = EngineResource.ServiceName(resource, endpoint);
        var fixedPort = options.RandomizePorts ? null : endpoint.Port;
        if (resource is ContainerResource && !ContainerSpecification.IsProxied(resource, endpoint))
        {
            // The container engine itself publishes the port.
            var published = fixedPort ?? (resource.Lifetime() == ContainerLifetime.Persistent ? StablePort(name) : options.RandomizePorts ? LocalPort.Pick() : endpoint.TargetPort!.Value);
            endpoint.AllocatedEndpoint = new(endpoint, "localhost", published);
            return;
        }

        if (!endpoint.IsProxied)
        {
            var port = fixedPort ?? (options.RandomizePorts ? null : endpoint.TargetPort) ?? LocalPort.Pick();
            endpoint.TargetPort ??= port;
            await client.CreateAsync(Service(name, endpoint.TargetPort, DcpAddressAllocationMode.Proxyless), cancellationToken).ConfigureAwait(false);
            endpoint.AllocatedEndpoint = new(endpoint, endpoint.TargetHost, endpoint.TargetPort.Value);
            return;
        }

        if (resource is not ContainerResource && endpoint.TargetPort == endpoint.Port && endpoint.Port is not null && !options.RandomizePorts)
        {
            throw new DistributedApplicationException(
                $"The endpoint '{endpoint.Name}' for resource '{resource.Name}' requested a proxy (IsProxied is true). Non-container resources cannot be proxied when both TargetPort and Port are specified with the same value.");
        }

        await client.CreateAsync(Service(name, fixedPort, DcpAddressAllocationMode.Localhost), cancellationToken).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await foreach (var change in client.WatchAsync<DcpService>(name, limit.Token).ConfigureAwait(false))
            {
                if (change.Object.Status is { EffectivePort: { } port } status)
                {
                    endpoint.AllocatedEndpoint = new(endpoint, status.EffectiveAddress ?? "localhost", port, $"{{{{portForServing \"{name}\"}}}}");
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException(
                $"The endpoint '{endpoint.Name}' of resource '{resource.Name}' got no {(fixedPort is null ? "port" : $"hold of port {fixedPort}")} within {Limit.TotalSeconds:0} s; another process may hold it.");
        }
    }

    /// <summary>The same at every run of this app host, so that what outlives it is found again.</summary>
    private int StablePort(string service)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(options.AppHost + service));
        return LocalPort.FirstUnassigned + (int)(BinaryPrimitives.ReadUInt32LittleEndian(hash) % (LocalPort.FirstEphemeral - LocalPort.FirstUnassigned));
    }

    private static DcpService Service(string name, int? port, string mode) => new()
    {
        Metadata = new() { Name = name },
        Spec = new() { Port = port, AddressAllocationMode = mode },
    };
}
