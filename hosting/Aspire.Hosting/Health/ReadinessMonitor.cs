using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Health;

/// <summary>Raises the ready event of each resource, and lets parts share the state of the whole.</summary>
internal sealed class ReadinessMonitor(
    DistributedApplicationModel model, ResourceNotificationService notifications, ResourceLoggerService loggers, IDistributedApplicationEventing eventing, IServiceProvider services) : BackgroundService
{
    private readonly ConcurrentDictionary<IResource, Task> ready = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var parts = model.Resources.OfType<IResourceWithParent>().ToLookup(p => p.Parent);
        await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
        {
            foreach (var part in parts[change.Resource])
            {
                await ShareStateAsync(part, change.Snapshot).ConfigureAwait(false);
            }

            if (change.Snapshot.State?.Text != KnownResourceStates.Running)
            {
                ready.TryRemove(change.Resource, out _);
            }
            else if (change.Snapshot is { HealthStatus: HealthStatus.Healthy, ResourceReadyEvent: null })
            {
                var handlers = ready.GetOrAdd(change.Resource, resource => RaiseAsync(resource, stoppingToken));
                await notifications.PublishUpdateAsync(change.Resource, change.ResourceId, s => s with { ResourceReadyEvent = new(handlers) }).ConfigureAwait(false);
            }
        }
    }

    private async Task RaiseAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            loggers.GetLogger(resource).LogError(exception, "A handler of the ready event failed.");
            throw;
        }
    }

    private async Task ShareStateAsync(IResource part, CustomResourceSnapshot whole)
    {
        if (notifications.TryGetCurrentState(part.Name, out var current)
            && (current.Snapshot.State, current.Snapshot.StartTimeStamp, current.Snapshot.StopTimeStamp) == (whole.State, whole.StartTimeStamp, whole.StopTimeStamp))
        {
            return;
        }

        await notifications.PublishUpdateAsync(part, s => s with
        {
            State = whole.State,
            StartTimeStamp = whole.StartTimeStamp,
            StopTimeStamp = whole.StopTimeStamp,
            ResourceReadyEvent = whole.State?.Text == KnownResourceStates.Running ? s.ResourceReadyEvent : null,
            Urls = [.. s.Urls.Select(url => url with { IsInactive = whole.State?.Text != KnownResourceStates.Running })],
        }).ConfigureAwait(false);
    }
}
