using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Says on the console, in one line, which resource failed to start or ended by itself with an error, why, and what to do.</summary>
internal sealed partial class FailureReport(ResourceNotificationService notifications, IHostApplicationLifetime lifetime, ResourceLoggerService resourceLogs, ILoggerFactory loggers)
    : ResourceWatch(notifications, lifetime)
{
    private const string Stopping = "Stopping";
    private static readonly TimeSpan s_logLimit = TimeSpan.FromSeconds(5);
    private const string Engine = "[sys] ";
    private static readonly string[] s_noMessage = [Engine, "at ", "---", "No custom certificate authorities"];
    private readonly ILogger _console = loggers.CreateLogger("CodiesVibe");

    protected override async Task OnChangedAsync(ResourceEvent change, string? before, CancellationToken stopping)
    {
        var state = change.Snapshot.State?.Text;
        if (state != before && before != Stopping && Describe(state, change.Snapshot.ExitCode) is { } failure)
        {
            var name = change.Resource.Name;
            _console.LogError(
                "'{Resource}' {Failure}. {LastLine} Read its log in the dashboard or with 'dotnet aspire logs {Resource}', then start it again with 'dotnet aspire resource {Resource} start'.",
                name, failure, await ReadLastLineAsync(change.ResourceId, stopping), name, name);
        }
    }

    private static string? Describe(string? state, int? exitCode) =>
        state == KnownResourceStates.FailedToStart ? "failed to start"
        : state == KnownResourceStates.RuntimeUnhealthy ? "cannot start because the container engine does not work"
        : (state == KnownResourceStates.Exited || state == KnownResourceStates.Finished) && exitCode is not (0 or null) ? $"ended with exit code {exitCode}"
        : null;

    /// <summary>The last line that it wrote itself and that is not part of a stack trace; without one, why the engine could not start it.</summary>
    private async Task<string> ReadLastLineAsync(string resourceId, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(s_logLimit);
        string? last = null, engine = null;
        try
        {
            await foreach (var lines in resourceLogs.GetAllAsync(resourceId).WithCancellation(limit.Token))
            {
                var contents = lines.SelectMany(line => Decoration().Replace(line.Content, "").Split('\n')).ToList();
                last = contents.LastOrDefault(IsMessage) ?? last;
                engine ??= contents.Find(line => line.StartsWith($"{Engine}Failed", StringComparison.Ordinal))?[Engine.Length..];
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return $"Its log could not be read within {s_logLimit.TotalSeconds:0} s.";
        }

        return last is not null ? $"Its last message: \"{last.Trim()}\"." : engine is not null ? $"{engine.Trim()}." : "It wrote no message.";
    }

    /// <summary>The engine writes into the same log.</summary>
    private static bool IsMessage(string line) =>
        line.Trim() is { Length: > 0 } text && !s_noMessage.Any(start => text.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The engine's time stamp, and colours of a terminal.</summary>
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\S+ |\e\[[\d;]*m")]
    private static partial Regex Decoration();
}
