using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Reports on the console, in one line, which resource failed to start or exited with an error, why, and what to do.</summary>
internal sealed class FailureReport(
    ResourceNotificationService notifications, IHostApplicationLifetime lifetime, ILoggerFactory loggers, Func<string, CancellationToken, Task<string>> readLastMessage)
    : ResourceWatch(notifications, lifetime)
{
    private const string Stopping = "Stopping";
    private readonly ILogger _console = loggers.CreateLogger("CodiesVibe");

    protected override async Task OnChangedAsync(ResourceEvent change, string? before, CancellationToken stopping)
    {
        var state = change.Snapshot.State?.Text;
        if (state != before && before != Stopping && Describe(state, change.Snapshot.ExitCode) is { } failure)
        {
            var name = change.Resource.Name;
            _console.LogError(
                "'{Resource}' {Failure}. {LastLine} Read its log in the dashboard or with 'dotnet aspire logs {Resource}', then start it again with 'dotnet aspire resource {Resource} start'.",
                name, failure, await readLastMessage(change.ResourceId, stopping), name, name);
        }
    }

    private static string? Describe(string? state, int? exitCode) =>
        state == KnownResourceStates.FailedToStart ? "failed to start"
        : state == KnownResourceStates.RuntimeUnhealthy ? "cannot start because the container engine does not work"
        : (state == KnownResourceStates.Exited || state == KnownResourceStates.Finished) && exitCode is not (0 or null) ? $"ended with exit code {exitCode}"
        : null;
}
