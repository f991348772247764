using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Testing;

/// <summary>Writes what the resources log to the logger <c>{application}.Resources.{resource}</c>.</summary>
internal sealed class ResourceLogForwarder(
    ResourceNotificationService notifications, ResourceLoggerService resourceLoggers, ILoggerFactory loggers, IHostEnvironment environment) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var followed = new Dictionary<string, Task>(StringComparer.OrdinalIgnoreCase);
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                if (!followed.ContainsKey(change.ResourceId))
                {
                    followed.Add(change.ResourceId, FollowAsync(change, stoppingToken));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(followed.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(ResourceEvent resource, CancellationToken stoppingToken)
    {
        var logger = loggers.CreateLogger($"{environment.ApplicationName}.Resources.{resource.Resource.Name}");
        await foreach (var lines in resourceLoggers.WatchAsync(resource.ResourceId).WithCancellation(stoppingToken).ConfigureAwait(false))
        {
            foreach (var line in lines)
            {
                logger.Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{LineNumber}: {LineContent}", line.LineNumber, line.Content);
            }
        }
    }
}
