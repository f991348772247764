using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Follows the resources of the application and keeps the dashboard's view of each.</summary>
internal sealed class ResourceFeed(ResourceNotificationService notifications, TimeProvider time)
{
    private readonly DateTime knownSince = time.GetUtcNow().UtcDateTime;
    private readonly StateFeed<string, V1.Resource> resources = new();

    /// <inheritdoc cref="StateFeed{TKey, TValue}.Subscribe"/>
    public StateFeed<string, V1.Resource>.Reader Subscribe(out IReadOnlyList<V1.Resource> current) => resources.Subscribe(out current);

    /// <summary>Follows until <paramref name="cancellationToken"/> is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, V1.Resource>();
        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            var resource = ResourceMapping.ToResource(change, knownSince);
            if (!known.TryGetValue(change.ResourceId, out var previous) || !previous.Equals(resource))
            {
                known[change.ResourceId] = resource;
                resources.Publish(change.ResourceId, resource);
            }
        }
    }
}
