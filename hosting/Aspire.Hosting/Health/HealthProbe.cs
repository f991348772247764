using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>Runs one health check again and again: often until it passes, calmly afterwards.</summary>
internal sealed class HealthProbe(IResource resource, string key, HealthCheckService checks, ResourceNotificationService notifications)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // So whoever waits for a resource learns of its health a tenth later than it could, at most.
    private const double Growth = 1.1;

    // Pause and limit together are less than the 5 s in which a failure is to be noticed.
    private static readonly TimeSpan HealthyPause = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        HealthReportSnapshot? last = null;
        var pause = FirstPause;
        try
        {
            while (true)
            {
                var report = await CheckAsync(cancellationToken).ConfigureAwait(false);
                if (last is null || (last.Status, last.Description) != (report.Status, report.Description))
                {
                    await PublishAsync(report, cancellationToken).ConfigureAwait(false);
                }

                var healthy = report.Status == HealthStatus.Healthy;
                pause = healthy ? HealthyPause : last?.Status == HealthStatus.Healthy ? FirstPause : Min(pause * Growth, LongestPause);
                last = report;
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                pause = healthy ? FirstPause : pause;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private async Task<HealthReportSnapshot> CheckAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var report = await checks.CheckHealthAsync(registration => registration.Name == key, limit.Token).ConfigureAwait(false);
            var entry = report.Entries[key];
            return Report(entry.Status, entry.Description ?? entry.Exception?.Message, entry.Exception?.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Report(HealthStatus.Unhealthy, $"The check gave no result within {Limit.TotalSeconds:0} s.", null);
        }
    }

    private HealthReportSnapshot Report(HealthStatus status, string? description, string? exception) =>
        new(key, status, description, exception) { LastRunAt = DateTime.UtcNow };

    private Task PublishAsync(HealthReportSnapshot report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            HealthReports = [.. snapshot.HealthReports.Select(r => r.Name == key ? report : r)],
        });
    }
}
