using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Health;

/// <summary>Runs the health checks of every resource as long as it runs.</summary>
internal sealed class HealthMonitor(
    DistributedApplicationModel model, ResourceNotificationService notifications, HealthCheckService checks, IOptions<HealthCheckServiceOptions> registered) : BackgroundService
{
    private readonly ConcurrentDictionary<IResource, Watch> watches = new();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var known = registered.Value.Registrations.Select(r => r.Name).ToHashSet();
        foreach (var (resource, key) in model.Resources.SelectMany(r => r.Annotations.OfType<HealthCheckAnnotation>().Select(a => (r, a.Key))))
        {
            if (!known.Contains(key))
            {
                throw new DistributedApplicationException($"The health check '{key}' is not registered and is required for resource '{resource.Name}'. Register it with builder.Services.AddHealthChecks().");
            }
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
        {
            if (change.Resource.TryGetAnnotationsIncludingAncestorsOfType<HealthCheckAnnotation>(out var annotations))
            {
                var watch = watches.GetOrAdd(change.Resource, resource => new(
                    [.. annotations.Select(a => a.Key).Distinct().Select(key => new HealthProbe(resource, key, checks, notifications))]));
                watch.Update(change, stoppingToken);
            }
        }
    }

    /// <summary>The checks of one resource, and which of its instances run.</summary>
    private sealed class Watch(IReadOnlyList<HealthProbe> probes)
    {
        private readonly Dictionary<string, DateTime?> running = [];
        private CancellationTokenSource? probing;

        public void Update(ResourceEvent change, CancellationToken stoppingToken)
        {
            var isRunning = change.Snapshot.State?.Text == KnownResourceStates.Running;
            var isKnown = running.TryGetValue(change.ResourceId, out var since);
            if (isRunning && (!isKnown || since != change.Snapshot.StartTimeStamp))
            {
                running[change.ResourceId] = change.Snapshot.StartTimeStamp;
                Restart(stoppingToken);
            }
            else if (!isRunning && isKnown)
            {
                running.Remove(change.ResourceId);
                if (running.Count == 0)
                {
                    probing?.Cancel();
                }
            }
        }

        private void Restart(CancellationToken stoppingToken)
        {
            probing?.Cancel();
            probing = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            foreach (var probe in probes)
            {
                _ = probe.RunAsync(probing.Token);
            }
        }
    }
}
