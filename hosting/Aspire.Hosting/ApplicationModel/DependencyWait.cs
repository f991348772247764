using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One resource's wait for one instance of one dependency.</summary>
internal sealed class DependencyWait(
    ResourceNotificationService notifications, ILogger logger, IResource waiter, WaitAnnotation wait, string dependencyId, WaitBehavior behavior)
{
    private string Dependency => wait.Resource.Name;

    public async Task UntilHealthyAsync(CancellationToken cancellationToken)
    {
        logger.LogInformation("Waiting for resource '{Dependency}' to enter the '{State}' state.", Dependency, KnownResourceStates.Running);
        await AvailableAsync(s => s.State?.Text == KnownResourceStates.Running, cancellationToken).ConfigureAwait(false);
        if (wait.Resource.TryGetAnnotationsIncludingAncestorsOfType<HealthCheckAnnotation>(out _))
        {
            logger.LogInformation("Waiting for resource '{Dependency}' to become healthy.", Dependency);
        }

        logger.LogInformation("Waiting for resource ready to execute for '{Dependency}'.", Dependency);
        var ready = await AvailableAsync(s => DependencyWaiter.IsHealthy(s) && s.ResourceReadyEvent is not null, cancellationToken).ConfigureAwait(false);
        await ready.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken).ConfigureAwait(false);
        logger.LogInformation("Finished waiting for resource '{Dependency}'.", Dependency);
    }

    public async Task UntilStartedAsync(CancellationToken cancellationToken)
    {
        logger.LogInformation("Waiting for resource '{Dependency}' to start.", Dependency);
        await AvailableAsync(s => s.State?.Text == KnownResourceStates.Running || s.StartTimeStamp is not null && s.State?.Text == KnownResourceStates.Finished, cancellationToken).ConfigureAwait(false);
        logger.LogInformation("Finished waiting for resource '{Dependency}' to start.", Dependency);
    }

    public async Task UntilCompletedAsync(CancellationToken cancellationToken)
    {
        logger.LogInformation("Waiting for resource '{Dependency}' to complete.", Dependency);
        var end = await AvailableAsync(s => s.State?.Text is { } state && (state == KnownResourceStates.Finished || state == KnownResourceStates.Exited), cancellationToken).ConfigureAwait(false);
        if (end.ExitCode != wait.ExitCode)
        {
            var state = $"entered the '{end.State!.Text}' state with exit code '{end.ExitCode}' expected '{wait.ExitCode}'.";
            logger.LogError("Resource '{Dependency}' has {State}", Dependency, state);
            throw Stopped(state);
        }

        logger.LogInformation("Finished waiting for resource '{Dependency}'.", Dependency);
    }

    /// <summary>Waits for the condition; a dependency that ends before fails the waiter, or is reported while the wait goes on.</summary>
    private async Task<CustomResourceSnapshot> AvailableAsync(Func<CustomResourceSnapshot, bool> reached, CancellationToken cancellationToken)
    {
        var wasUnavailable = false;
        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!change.ResourceId.Equals(dependencyId, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (reached(change.Snapshot))
            {
                return change.Snapshot;
            }

            var unavailable = DependencyWaiter.IsUnavailable(change.Snapshot);
            if (unavailable && behavior == WaitBehavior.StopOnResourceUnavailable)
            {
                var failure = DependencyWaiter.Failure(change.Snapshot);
                logger.LogError("Dependency resource '{Dependency}' {Failure}", Dependency, failure);
                throw Stopped(failure);
            }

            if (unavailable && !wasUnavailable)
            {
                logger.LogWarning("Dependency resource '{Dependency}' is in the '{State}' state. The wait goes on until it is started again.", Dependency, change.Snapshot.State!.Text);
            }

            wasUnavailable = unavailable;
        }

        throw new OperationCanceledException(cancellationToken);
    }

    private DistributedApplicationException Stopped(string reason) =>
        new($"Resource '{waiter.Name}' stopped waiting for dependency resource '{Dependency}' because it {reason}");
}
