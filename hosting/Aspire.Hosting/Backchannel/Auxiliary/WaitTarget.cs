using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>Waits for resources on behalf of <c>aspire wait</c>.</summary>
internal sealed class WaitTarget(DistributedApplicationModel model, ResourceNotificationService notifications) : IClientTarget
{
    /// <summary>More than a timer can count to in milliseconds is as good as for ever.</summary>
    private const int LongestSeconds = int.MaxValue / 1000;

    /// <summary>Returns when every instance of the resource is as asked for, when one of them can no longer become so, or when the time is up.</summary>
    public async Task<WaitAnswer> WaitForResourceAsync(WaitRequest request, CancellationToken cancellationToken)
    {
        var ids = InstancesOf(request.ResourceName);
        if (ids.Count == 0)
        {
            return new(Success: false) { ResourceNotFound = true, ErrorMessage = $"Resource '{request.ResourceName}' not found." };
        }

        if (Condition(request.Status) is not { } isReached)
        {
            return new(Success: false) { ErrorMessage = $"'{request.Status}' is nothing to wait for. Use healthy, up or down." };
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(Math.Clamp(request.TimeoutSeconds, 0, LongestSeconds)));
        var current = new Dictionary<string, CustomResourceSnapshot>();
        try
        {
            await foreach (var change in notifications.WatchAsync(limit.Token).ConfigureAwait(false))
            {
                if (!ids.Contains(change.ResourceId))
                {
                    continue;
                }

                current[change.ResourceId] = change.Snapshot;
                if (current.Count == ids.Count && current.Values.All(isReached))
                {
                    return Answer(success: true, change.Snapshot);
                }

                if (request.Status != WaitRequest.Down && DependencyWaiter.IsUnavailable(change.Snapshot))
                {
                    return Answer(success: false, change.Snapshot) with { ErrorMessage = $"Resource '{request.ResourceName}' {DependencyWaiter.Failure(change.Snapshot)}" };
                }
            }

            throw new OperationCanceledException(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Answer(success: false, current.Values.FirstOrDefault(snapshot => !isReached(snapshot))) with
            {
                TimedOut = true,
                ErrorMessage = $"Resource '{request.ResourceName}' was not {request.Status} within {request.TimeoutSeconds} s.",
            };
        }
    }

    private HashSet<string> InstancesOf(string name)
    {
        var instances = model.Resources.SelectMany(resource => resource.GetResolvedResourceNames().Select(id => (resource.Name, Id: id)));
        return [.. instances.Where(i => i.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || i.Id.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(i => i.Id)];
    }

    private static Func<CustomResourceSnapshot, bool>? Condition(string status) => status switch
    {
        WaitRequest.Healthy => DependencyWaiter.IsHealthy,
        WaitRequest.Up => snapshot => snapshot.State?.Text == KnownResourceStates.Running,
        WaitRequest.Down => snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text),
        _ => null,
    };

    private static WaitAnswer Answer(bool success, CustomResourceSnapshot? snapshot) =>
        new(success) { State = snapshot?.State?.Text, HealthStatus = snapshot?.HealthStatus?.ToString() };
}

/// <param name="ResourceName">Name of a resource or of an instance.</param>
/// <param name="Status">What to wait for.</param>
/// <param name="TimeoutSeconds">How long at most.</param>
internal sealed record WaitRequest(string ResourceName, string Status, int TimeoutSeconds)
{
    public const string Healthy = "healthy";
    public const string Up = "up";
    public const string Down = "down";
}

/// <param name="Success">Whether the resource became as asked for.</param>
internal sealed record WaitAnswer(bool Success)
{
    public string? State { get; init; }

    public string? HealthStatus { get; init; }

    public bool ResourceNotFound { get; init; }

    public bool TimedOut { get; init; }

    public string? ErrorMessage { get; init; }
}
