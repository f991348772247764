using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Containers;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Brings all resources of the application to life, in the order that their waits allow.</summary>
internal sealed class ApplicationOrchestrator(
    DistributedApplicationModel model, EngineHost engine, ExecutableWatcher executables, ContainerWatcher containers, ContainerNetwork network, ContainerRecovery recovery, EndpointAllocator allocator, ResourceLifecycle lifecycle,
    ResourceUrls urls, ConnectionStrings connectionStrings, ResourceNotificationService notifications, ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing, IServiceProvider services, IHostApplicationLifetime lifetime, ILogger<DistributedApplication> logger) : IHostedService
{
    private readonly List<Task> background = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var start = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        foreach (var resource in model.Resources)
        {
            // The first snapshot makes the resource visible.
            await notifications.PublishUpdateAsync(resource, s => s).ConfigureAwait(false);
        }

        var hasContainers = model.Resources.OfType<ContainerResource>().Any();
        if (hasContainers)
        {
            background.Add(network.OpenAsync());
        }

        await Task.WhenAll(model.Resources.Select(resource => InitializeAsync(resource, start.Token))).ConfigureAwait(false);
        await engine.EngineAsync(start.Token).ConfigureAwait(false);
        background.Add(executables.WatchAsync());
        if (hasContainers)
        {
            background.Add(containers.WatchAsync());
        }

        var managed = model.Resources.Where(EngineResource.IsRunByEngine).ToArray();
        await allocator.AllocateAsync(managed, start.Token).ConfigureAwait(false);
        await AnnounceEndpointsAsync(start.Token).ConfigureAwait(false);
        background.AddRange(model.Resources.OfType<IResourceWithConnectionString>().Select(r => connectionStrings.AnnounceAsync(r, lifetime.ApplicationStopping)));
        await Task.WhenAll(managed.Select(resource => StartAsync(resource, start.Token))).ConfigureAwait(false);
        if (hasContainers)
        {
            background.Add(recovery.RunAsync());
        }

        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), start.Token).ConfigureAwait(false);
        logger.LogInformation("Distributed application started. Press Ctrl+C to shut down.");
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(background).WaitAsync(cancellationToken).ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private Task InitializeAsync(IResource resource, CancellationToken cancellationToken) =>
        eventing.PublishAsync(new InitializeResourceEvent(resource, eventing, loggers, notifications, services), cancellationToken);

    private async Task AnnounceEndpointsAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources)
        {
            if (resource.Annotations.OfType<EndpointAnnotation>().Any())
            {
                await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken).ConfigureAwait(false);
            }

            var shown = await urls.OfAsync(resource, cancellationToken).ConfigureAwait(false);
            await notifications.PublishUpdateAsync(resource, s => s with { Urls = s.Urls.AddRange(shown) }).ConfigureAwait(false);
        }
    }

    private async Task StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource.Annotations.OfType<ExplicitStartupAnnotation>().Any())
        {
            await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.NotStarted }).ConfigureAwait(false);
            return;
        }

        try
        {
            await lifecycle.StartAsync(resource, resource.Annotations.OfType<ResourceInstancesAnnotation>().Single().Instances, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One resource that cannot start stops nobody but its waiters; its state and its log tell why.
        }
    }
}
