using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Containers;

/// <summary>Hands containers to the engine, and takes them back.</summary>
internal sealed class ContainerLauncher(
    EngineHost host, ResourceRuns runs, ContainerWatcher watcher, ContainerNetwork network, ContainerRuntime runtime, ContainerSideAddresses addresses,
    ResourceConfigurationResolver resolver, ResourceNotificationService notifications, ResourceLoggerService loggers, IHostApplicationLifetime lifetime) : IResourceLauncher
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RemoveLimit = TimeSpan.FromSeconds(15);

    public bool Launches(IResource resource) => resource is ContainerResource;

    public async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        if (network.Running.IsCompleted)
        {
            return null;
        }

        runtime.Forget();
        var health = runtime.HealthAsync();
        await Task.WhenAny(network.Running, health).WaitAsync(cancellationToken).ConfigureAwait(false);
        return network.Running.IsCompleted ? null : (await health.WaitAsync(cancellationToken).ConfigureAwait(false)).Problem;
    }

    public async Task LaunchAsync(IResource resource, ResourceInstance instance, ResourceConfiguration configuration, CancellationToken cancellationToken)
    {
        var container = (ContainerResource)resource;
        var more = await ContainerConfiguration.ResolveAsync(container, resolver, loggers.GetLogger(instance.Id), cancellationToken).ConfigureAwait(false);
        await ShowAsync(container, instance, configuration).ConfigureAwait(false);
        await network.Running.WaitAsync(cancellationToken).ConfigureAwait(false);
        var specification = ContainerSpecification.Of(
            container, instance.Id, configuration, more, await addresses.FindMachineAsync(cancellationToken).ConfigureAwait(false));
        if (runs.LatestOf(instance.Id) is { } former)
        {
            await RemoveAsync(former, cancellationToken).ConfigureAwait(false);
        }

        if (container.Annotations.OfType<ContainerNameAnnotation>().Any() || specification.Persistent is true)
        {
            await runtime.ClaimAsync(instance.Id, specification.Persistent is true, cancellationToken).ConfigureAwait(false);
        }

        var run = runs.Begin(resource, instance, configuration);
        var engine = await host.EngineAsync(cancellationToken).ConfigureAwait(false);
        await engine.Client.CreateAsync(new DcpContainer
        {
            Metadata = new() { Name = run.ObjectName, Annotations = AnnotationsOf(container, instance) },
            Spec = specification,
        }, cancellationToken).ConfigureAwait(false);
        watcher.Follow(run);
        try
        {
            await run.Started.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await RemoveAsync(run, lifetime.ApplicationStopping).ConfigureAwait(false);
            throw;
        }
    }

    public async Task StopAsync(ResourceRun run, CancellationToken cancellationToken)
    {
        var engine = await host.EngineAsync(cancellationToken).ConfigureAwait(false);
        await engine.Client.PatchAsync<DcpContainer>(run.ObjectName, new JsonObject { ["spec"] = new JsonObject { ["stop"] = true } }, cancellationToken).ConfigureAwait(false);
        try
        {
            await run.Ended.WaitAsync(StopLimit, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new DistributedApplicationException($"The container '{run.Instance.Id}' had not stopped after {StopLimit.TotalSeconds:0} s. Does the container engine answer?");
        }
    }

    /// <summary>Makes the engine forget a container, and removes it unless it is to be taken over.</summary>
    private async Task RemoveAsync(ResourceRun run, CancellationToken cancellationToken)
    {
        run.MarkEnded(exitCode: null);
        var engine = await host.EngineAsync(cancellationToken).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RemoveLimit);
        try
        {
            await engine.Client.DeleteAsync<DcpContainer>(run.ObjectName, limit.Token).ConfigureAwait(false);
            await engine.Client.WaitForDeletionAsync<DcpContainer>(run.ObjectName, limit.Token).ConfigureAwait(false);
        }
        catch (DcpException exception) when (exception.IsNotFound)
        {
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The engine does not let go of what it still tries to start.
            await engine.Client.ReleaseContainerAsync(run.ObjectName, cancellationToken).ConfigureAwait(false);
            await runtime.RemoveAsync(run.Instance.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Dictionary<string, string> AnnotationsOf(ContainerResource container, ResourceInstance instance)
    {
        var annotations = new Dictionary<string, string> { [EngineAnnotations.InstanceSuffix] = instance.Suffix };
        DcpServiceProducer[] producers =
        [
            .. container.Annotations.OfType<EndpointAnnotation>().Where(e => ContainerSpecification.IsProxied(container, e))
                .Select(e => new DcpServiceProducer(EngineResource.ServiceName(container, e), Port: e.TargetPort)),
        ];
        if (producers.Length > 0)
        {
            annotations[DcpServiceProducer.AnnotationName] = DcpServiceProducer.ToAnnotation(producers);
        }

        return annotations;
    }

    private Task ShowAsync(ContainerResource container, ResourceInstance instance, ResourceConfiguration configuration)
    {
        var stated = configuration.Arguments;
        // What a shell runs is one argument, but people look for its words.
        var words = stated is [{ Text: "-c" }, var script] ? script.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => script with { Text = word }).ToArray() : stated;
        var secret = stated.Any(a => a.IsSensitive);
        ImmutableArray<string> arguments = [.. stated.Select(a => a.Text)];
        ImmutableArray<string> shown = [.. words.Select(w => w.Text)];
        ImmutableArray<int> sensitivity = [.. words.Select(w => w.IsSensitive ? 1 : 0)];
        ImmutableArray<int> ports = [.. container.Annotations.OfType<EndpointAnnotation>().Select(e => e.TargetPort!.Value).Distinct()];
        return notifications.PublishUpdateAsync(container, instance.Id, snapshot => snapshot with
        {
            Properties = snapshot.Properties.With(
                new(KnownProperties.ContainerImage, ContainerSpecification.ImageOf(container)),
                new(KnownProperties.ContainerId, null),
                new(KnownProperties.ContainerCommand, container.Entrypoint),
                new(KnownProperties.ContainerArgs, arguments) { IsSensitive = true },
                new(KnownProperties.ContainerPorts, ports),
                new(KnownProperties.AppArgs, shown) { IsSensitive = secret },
                new(KnownProperties.AppArgsSensitivity, sensitivity) { IsSensitive = secret }),
            Volumes = [.. container.Annotations.OfType<ContainerMountAnnotation>().Select(m => new VolumeSnapshot(m.Source, m.Target, ContainerSpecification.KindOf(m), m.IsReadOnly))],
            EnvironmentVariables = [.. configuration.Environment.Select(v => new EnvironmentVariableSnapshot(v.Key, v.Value.Text, IsFromSpec: true) { IsSensitive = v.Value.IsSensitive })],
        });
    }
}
