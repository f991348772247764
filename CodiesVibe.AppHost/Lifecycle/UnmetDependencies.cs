using System.Collections.Concurrent;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>
/// Fails the start of a resource whose dependency ended before it was healthy, with the reason; Aspire lets it wait for ever. Until then its state is
/// <c>Waiting</c>, and the command <c>start</c> skips the wait as usual.
/// </summary>
internal sealed class UnmetDependencies(ResourceNotificationService notifications, IHostApplicationLifetime lifetime, IDistributedApplicationEventing eventing)
    : ResourceWatch(notifications, lifetime)
{
    private readonly ResourceNotificationService _notifications = notifications;
    private readonly ConcurrentDictionary<IResource, string> _reasons = [];

    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        // The handler that waits for dependencies was registered earlier, so this one runs after it.
        eventing.Subscribe<BeforeResourceStartedEvent>(FailAsync);
        return base.StartingAsync(cancellationToken);
    }

    protected override async Task OnChangedAsync(ResourceEvent change, string? before, CancellationToken stopping)
    {
        if (!KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text))
        {
            return;
        }

        var waiters = Latest.Where(latest => latest.Snapshot.State?.Text == KnownResourceStates.Waiting && NeedsHealth(latest.Resource, change.Resource)).ToList();
        foreach (var waiter in waiters)
        {
            _reasons[waiter.Resource] = $"'{waiter.Resource.Name}' does not start because '{change.Resource.Name}', for which it waits, ended before it was healthy. "
                + $"Start '{change.Resource.Name}' again, then '{waiter.Resource.Name}'.";

            // The wait ends as soon as the state changes.
            await _notifications.PublishUpdateAsync(waiter.Resource, waiter.ResourceId, snapshot => snapshot with { State = KnownResourceStates.Starting });
        }
    }

    private Task FailAsync(BeforeResourceStartedEvent start, CancellationToken cancellationToken) =>
        _reasons.TryRemove(start.Resource, out var reason) ? throw new DistributedApplicationException(reason) : Task.CompletedTask;

    private static bool NeedsHealth(IResource waiter, IResource dependency) => waiter.Annotations.OfType<WaitAnnotation>().Any(wait =>
        wait is { WaitType: WaitType.WaitUntilHealthy, WaitBehavior: not WaitBehavior.WaitOnResourceUnavailable } && wait.Resource == dependency);
}
