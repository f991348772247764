using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Containers;

/// <summary>The network that all containers of the application share; made as soon as the container engine is there.</summary>
internal sealed class ContainerNetwork(
    EngineHost host, DistributedApplicationModel model, IHostEnvironment environment, IConfiguration configuration, ContainerRuntime runtime, IHostApplicationLifetime lifetime)
{
    /// <summary>Name of the engine's object.</summary>
    public const string ObjectName = "container-network";

    private const int MaximalNameLength = 32;
    private const int HashLength = 8;

    private readonly TaskCompletionSource<DcpContainerNetworkStatus> running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the network is there: at once, or when the container engine comes back.</summary>
    public Task<DcpContainerNetworkStatus> Running => running.Task;

    /// <summary>Creates the network, and waits for it as long as the host lives.</summary>
    public async Task OpenAsync()
    {
        var stopping = lifetime.ApplicationStopping;
        try
        {
            _ = runtime.HealthAsync(); // while the engine starts
            var engine = await host.EngineAsync(stopping).ConfigureAwait(false);
            var isPersistent = model.Resources.Any(r => r.Lifetime() == ContainerLifetime.Persistent);
            await engine.Client.CreateAsync(new DcpContainerNetwork
            {
                Metadata = new() { Name = ObjectName },
                Spec = new() { NetworkName = NameFor(isPersistent), Persistent = isPersistent ? true : null },
            }, stopping).ConfigureAwait(false);
            await foreach (var change in engine.Client.WatchAsync<DcpContainerNetwork>(ObjectName, stopping).ConfigureAwait(false))
            {
                if (change.Object.Status is { State: DcpContainerNetworkStatus.Running } status)
                {
                    running.TrySetResult(status);
                    return;
                }

                if (change.Object.Status is { State: DcpContainerNetworkStatus.FailedToStart })
                {
                    throw new DistributedApplicationException(
                        $"The container engine could not make the network '{change.Object.Spec.NetworkName}'. `docker network create {change.Object.Spec.NetworkName}` tells why; often too many networks are left over, which `docker network prune` removes.");
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            running.TrySetCanceled(stopping);
        }
        catch (Exception exception) when (exception is DcpException or DistributedApplicationException)
        {
            running.TrySetException(exception); // for whoever needs the network
        }
    }

    private string NameFor(bool isPersistent)
    {
        var application = environment.ApplicationName.Length > MaximalNameLength ? environment.ApplicationName[..MaximalNameLength] : environment.ApplicationName;
        return isPersistent
            ? $"aspire-persistent-network-{configuration[AppHostIdentity.ConfigurationKey]![..HashLength]}-{application}"
            : $"aspire-session-network-{System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", HashLength)}-{application}";
    }
}
