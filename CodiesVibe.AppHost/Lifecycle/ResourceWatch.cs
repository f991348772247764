using Microsoft.Extensions.Hosting;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Watches every change of every resource, from before the first one starts until the application stops.</summary>
/// <param name="notifications">Where resources report their states.</param>
/// <param name="lifetime">Signals when the application stops.</param>
internal abstract class ResourceWatch(ResourceNotificationService notifications, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private readonly Dictionary<string, ResourceEvent> _latest = new(StringComparer.Ordinal);
    private Task _watching = Task.CompletedTask;

    /// <summary>The latest report of each instance of each resource.</summary>
    protected IReadOnlyCollection<ResourceEvent> Latest => _latest.Values;

    /// <summary>Starts watching: before any hosted service starts a resource, and after all of them have subscribed to events in their constructors.</summary>
    public virtual Task StartingAsync(CancellationToken cancellationToken)
    {
        _watching = WatchAsync();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _watching.WaitAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called for each change, one after the other.</summary>
    /// <param name="change">The new report of an instance.</param>
    /// <param name="before">Its state before; null at its first report.</param>
    /// <param name="stopping">Ends with the application.</param>
    protected abstract Task OnChangedAsync(ResourceEvent change, string? before, CancellationToken stopping);

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(lifetime.ApplicationStopping))
            {
                var before = _latest.GetValueOrDefault(change.ResourceId)?.Snapshot.State?.Text;
                _latest[change.ResourceId] = change;
                await OnChangedAsync(change, before, lifetime.ApplicationStopping);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The application stops.
        }
    }
}
