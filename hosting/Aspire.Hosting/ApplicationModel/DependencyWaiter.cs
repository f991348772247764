using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds a resource back until everything that it waits for has come far enough.</summary>
internal sealed class DependencyWaiter(ResourceNotificationService notifications, ResourceLoggerService loggers, WaitBehavior defaultBehavior)
{
    public static bool IsHealthy(CustomResourceSnapshot snapshot) => snapshot.HealthStatus == HealthStatus.Healthy;

    public static bool IsUnavailable(CustomResourceSnapshot snapshot) => snapshot.State?.Text is { } state
        && (state == KnownResourceStates.RuntimeUnhealthy || KnownResourceStates.TerminalStates.Contains(state));

    public static string Failure(CustomResourceSnapshot snapshot) => snapshot.State?.Text == KnownResourceStates.FailedToStart
        ? "failed to start."
        : $"entered the '{snapshot.State?.Text}' state prematurely.";

    public async Task WaitAsync(IResource waiter, CancellationToken cancellationToken)
    {
        var waits = waiter.Annotations.OfType<WaitAnnotation>().ToArray();
        if (waits.Length == 0)
        {
            return;
        }

        // One dependency that fails ends the waits for the others.
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pending = waits.SelectMany(wait => wait.Resource.GetResolvedResourceNames().Select(id => (wait, id))).ToList();
        await ShowAsync(waiter, pending).ConfigureAwait(false);
        // Not keyed by their tasks: those of dependencies that are already there may be one and the same.
        var running = pending.Select(p => (Task: WaitAsync(waiter, p.wait, p.id, failure.Token), Pending: p)).ToList();
        while (running.Count > 0)
        {
            var done = await Task.WhenAny(running.Select(r => r.Task)).ConfigureAwait(false);
            running.RemoveAt(running.FindIndex(r => r.Task == done));
            if (done.IsCompletedSuccessfully)
            {
                await ShowAsync(waiter, running.Select(r => r.Pending)).ConfigureAwait(false);
                continue;
            }

            await failure.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running.Select(r => r.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await done.ConfigureAwait(false);
        }
    }

    private Task ShowAsync(IResource waiter, IEnumerable<(WaitAnnotation, string Id)> pending)
    {
        ImmutableArray<string> ids = [.. pending.Select(p => p.Id)];
        return notifications.PublishUpdateAsync(waiter, snapshot => snapshot with
        {
            State = KnownResourceStates.Waiting,
            Properties = [.. snapshot.Properties.Where(p => p.Name != KnownProperties.WaitingFor), new(KnownProperties.WaitingFor, ids)],
        });
    }

    private Task WaitAsync(IResource waiter, WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var step = new DependencyWait(notifications, loggers.GetLogger(waiter), waiter, wait, id, wait.WaitBehavior ?? defaultBehavior);
        return wait.WaitType switch
        {
            WaitType.WaitUntilHealthy => step.UntilHealthyAsync(cancellationToken),
            WaitType.WaitUntilStarted => step.UntilStartedAsync(cancellationToken),
            WaitType.WaitForCompletion => step.UntilCompletedAsync(cancellationToken),
            _ => throw new InvalidOperationException($"Unknown kind of wait: {wait.WaitType}."),
        };
    }
}
