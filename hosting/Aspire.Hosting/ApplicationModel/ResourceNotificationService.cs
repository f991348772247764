using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds the state of every resource instance, and tells who watches of every change.</summary>
public class ResourceNotificationService
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ResourceEvent> current = new(StringComparer.OrdinalIgnoreCase);
    private readonly IServiceProvider services;
    private readonly DistributedApplicationModel model;
    private readonly DependencyWaiter dependencyWaiter;
    private ImmutableList<Channel<ResourceEvent>> watchers = [];

    /// <summary>For the host's service container.</summary>
    public ResourceNotificationService(
        IServiceProvider serviceProvider, DistributedApplicationModel model, ResourceLoggerService loggerService,
        IOptions<ResourceNotificationServiceOptions> options)
    {
        services = serviceProvider;
        this.model = model;
        dependencyWaiter = new(this, loggerService, options.Value.DefaultWaitBehavior);
    }

    /// <summary>Changes all instances of a resource.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        foreach (var id in resource.GetResolvedResourceNames())
        {
            Publish(resource, id, stateFactory);
        }

        return Task.CompletedTask;
    }

    /// <summary>Changes one instance of a resource.</summary>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        Publish(resource, resourceId, stateFactory);
        return Task.CompletedTask;
    }

    /// <summary>What an instance is like now; found by the resource's name too, where it has one instance.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (gate)
        {
            if (current.TryGetValue(resourceId, out resourceEvent))
            {
                return true;
            }

            var named = current.Values.Where(e => e.Resource.Name.Equals(resourceId, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
            resourceEvent = named.Length == 1 ? named[0] : null;
            return resourceEvent is not null;
        }
    }

    /// <summary>The present state of every instance.</summary>
    internal IReadOnlyList<ResourceEvent> Current
    {
        get
        {
            lock (gate)
            {
                return [.. current.Values];
            }
        }
    }

    /// <summary>The present state of every instance, then every change, until cancelled.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (gate)
        {
            foreach (var known in current.Values)
            {
                channel.Writer.TryWrite(known);
            }

            watchers = watchers.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            lock (gate)
            {
                watchers = watchers.Remove(channel);
            }
        }
    }

    /// <summary>Waits until an instance of the resource is in the state; <c>Running</c> when none is given.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until an instance of the resource is in one of the states.</summary>
    /// <returns>The state that was reached.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before; the message tells the state at that moment.</exception>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToArray();
        try
        {
            var reached = await FirstAsync(resourceName, e => e.Snapshot.State?.Text is { } state && states.Contains(state, StringComparer.OrdinalIgnoreCase), cancellationToken).ConfigureAwait(false);
            return reached.Snapshot.State!.Text;
        }
        catch (OperationCanceledException exception)
        {
            throw new OperationCanceledException(
                $"Resource '{resourceName}' failed to reach one of the target states: [{string.Join(", ", states)}] before the operation was cancelled.{Environment.NewLine}{Describe(resourceName)}",
                exception, cancellationToken);
        }
    }

    /// <summary>Waits until an instance of the resource fulfils a condition.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        try
        {
            return await FirstAsync(resourceName, predicate, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw new OperationCanceledException(
                $"Resource '{resourceName}' failed to fulfil the condition before the operation was cancelled.{Environment.NewLine}{Describe(resourceName)}",
                exception, cancellationToken);
        }
    }

    /// <summary>Waits until an instance of the resource is healthy and its ready handlers are done.</summary>
    /// <exception cref="DistributedApplicationException">The resource does not exist, has ended or failed to start.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    /// <summary>Waits until an instance of the resource is healthy and its ready handlers are done.</summary>
    /// <param name="resourceName">Name of the resource.</param>
    /// <param name="waitBehavior">Whether the end of the resource ends the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DistributedApplicationException">The resource does not exist, or it has ended and the wait ends with it.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var prefix = $"Stopped waiting for resource '{resourceName}' to become healthy because it ";
        if (!model.Resources.Any(r => r.Name.Equals(resourceName, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException(prefix + "does not exist in the application model.");
        }

        var reached = await WaitForResourceAsync(resourceName, e => DependencyWaiter.IsHealthy(e.Snapshot)
            || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && DependencyWaiter.IsUnavailable(e.Snapshot)), cancellationToken).ConfigureAwait(false);
        if (!DependencyWaiter.IsHealthy(reached.Snapshot))
        {
            throw new DistributedApplicationException(prefix + DependencyWaiter.Failure(reached.Snapshot));
        }

        reached = await WaitForResourceAsync(resourceName, e => e.Snapshot.ResourceReadyEvent is not null, cancellationToken).ConfigureAwait(false);
        await reached.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken).ConfigureAwait(false);
        return reached;
    }

    /// <summary>Waits for everything that the resource waits for.</summary>
    /// <exception cref="DistributedApplicationException">A dependency failed in a way that stops the resource.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken) =>
        dependencyWaiter.WaitAsync(resource, cancellationToken);

    private async Task<ResourceEvent> FirstAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken)
    {
        await foreach (var change in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (change.IsCalled(resourceName) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    private string Describe(string resourceName)
    {
        lock (gate)
        {
            var known = current.Values.Where(e => e.Resource.Name.Equals(resourceName, StringComparison.OrdinalIgnoreCase)).ToArray();
            return known.Length == 0
                ? $"No state of '{resourceName}' is known."
                : string.Join(Environment.NewLine, known.Select(e => $"{e.ResourceId}: state {e.Snapshot.State?.Text ?? "unknown"}, health {e.Snapshot.HealthStatus?.ToString() ?? "unknown"}"
                    + string.Concat(e.Snapshot.HealthReports.Select(r => $"; {r.Name}: {r.Status?.ToString() ?? "no result"} {r.Description}"))));
        }
    }

    private void Publish(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        lock (gate)
        {
            var previous = current.TryGetValue(resourceId, out var known) ? known.Snapshot : InitialSnapshot.Of(resource, resourceId);
            var next = change(previous);
            next = next with { Commands = CommandsOf(resource, next) };
            var published = new ResourceEvent(resource, resourceId, next);
            current[resourceId] = published;
            foreach (var watcher in watchers)
            {
                watcher.Writer.TryWrite(published);
            }
        }
    }

    private ImmutableArray<ResourceCommandSnapshot> CommandsOf(IResource resource, CustomResourceSnapshot snapshot) =>
        [.. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => new ResourceCommandSnapshot(
            command.Name, command.UpdateState(new() { ResourceSnapshot = snapshot, ServiceProvider = services }),
            command.DisplayName, command.DisplayDescription, null, command.ConfirmationMessage,
            command.IconName, command.IconVariant, command.IsHighlighted) { ArgumentInputs = command.Arguments() })];
}
