using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Says on the console, in one line, which resource failed to start or ended by itself with an error, why, and what to do.</summary>
internal sealed class FailureReport(ResourceNotificationService notifications, IHostApplicationLifetime lifetime, ResourceLoggerService resourceLogs, ILoggerFactory loggers)
    : ResourceWatch(notifications, lifetime)
{
    private const string Stopping = "Stopping";
    private static readonly TimeSpan s_logLimit = TimeSpan.FromSeconds(5);
    private readonly ILogger _console = loggers.CreateLogger("CodiesVibe");

    protected override async Task OnChangedAsync(ResourceEvent change, string? before, CancellationToken stopping)
    {
        var state = change.Snapshot.State?.Text;
        if (state != before && before != Stopping && Describe(state, change.Snapshot.ExitCode) is { } failure)
        {
            var name = change.Resource.Name;
            _console.LogError(
                "'{Resource}' {Failure}: {Cause} Its log is in the dashboard and in 'dotnet aspire logs {Resource}'; start it again with 'dotnet aspire resource {Resource} start'.",
                name, failure, await FindCauseAsync(change.ResourceId, stopping), name, name);
        }
    }

    private static string? Describe(string? state, int? exitCode) =>
        state == KnownResourceStates.FailedToStart ? "failed to start"
        : state == KnownResourceStates.RuntimeUnhealthy ? "cannot start because the container engine does not work"
        : (state == KnownResourceStates.Exited || state == KnownResourceStates.Finished) && exitCode is not (0 or null) ? $"ended with exit code {exitCode}"
        : null;

    /// <summary>The last line of its log that is not part of a stack trace.</summary>
    private async Task<string> FindCauseAsync(string resourceId, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(s_logLimit);
        var cause = "its log is empty.";
        try
        {
            await foreach (var lines in resourceLogs.GetAllAsync(resourceId).WithCancellation(limit.Token))
            {
                cause = lines.Select(line => line.Content).LastOrDefault(IsMessage) ?? cause;
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            cause = $"its log could not be read within {s_logLimit.TotalSeconds:0} s.";
        }

        return cause;
    }

    private static bool IsMessage(string line) => line.Trim() is { Length: > 0 } text && !text.StartsWith("at ", StringComparison.Ordinal) && !text.StartsWith("---", StringComparison.Ordinal);
}
