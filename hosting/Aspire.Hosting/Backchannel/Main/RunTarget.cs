using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Backchannel.Main;

/// <summary>What <c>aspire run</c> and <c>aspire start</c> ask for.</summary>
internal sealed class RunTarget(DashboardLinks dashboard, ApplicationLog log, ResourceNotificationService notifications, ILogger<RunTarget> logger) : ICliTarget
{
    public Task<DashboardUrls> GetDashboardUrlsAsync(CancellationToken cancellationToken) => dashboard.UrlsAsync(cancellationToken);

    public IAsyncEnumerable<LogEntry> GetAppHostLogEntriesAsync(CancellationToken cancellationToken) => log.ReadAsync(cancellationToken);

    /// <summary>The CLI says that it has what it needs. Nothing here waits for it.</summary>
    public Task NotifyAppHostReadyAsync(CancellationToken cancellationToken)
    {
        logger.LogDebug("The aspire CLI shows the application.");
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<ResourceState> GetResourceStatesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            var snapshot = change.Snapshot;
            if (!snapshot.IsHidden)
            {
                yield return new(
                    change.ResourceId, snapshot.ResourceType, snapshot.State?.Text ?? "Unknown",
                    [.. snapshot.Urls.Where(url => !url.IsInternal && !url.IsInactive).Select(url => url.Url)], snapshot.HealthStatus?.ToString());
            }
        }
    }
}

/// <summary>The short form of a resource, for remote editors.</summary>
internal sealed record ResourceState(string Resource, string Type, string State, IReadOnlyList<string> Endpoints, string? Health);
