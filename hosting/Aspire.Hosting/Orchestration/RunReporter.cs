using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Turns what the engine reports of a run into the state and the log of its resource.</summary>
internal sealed class RunReporter(
    EngineHost host, ResourceNotificationService notifications, ResourceLoggerService loggers, IDistributedApplicationEventing eventing,
    IServiceProvider services, IHostApplicationLifetime lifetime)
{
    private readonly CancellationToken stopping = lifetime.ApplicationStopping;

    /// <summary>Publishes a state.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">Its state.</param>
    /// <param name="details">Adds what only this kind of resource has.</param>
    public async Task ReportAsync<T>(ResourceRun run, RunStatus status, Func<CustomResourceSnapshot, CustomResourceSnapshot> details) where T : class, IDcpObject<T>
    {
        if (status.State is not { } state)
        {
            return;
        }

        var isRunning = state == KnownResourceStates.Running;
        var ended = KnownResourceStates.TerminalStates.Contains(state);
        var hasRun = ended && state != KnownResourceStates.FailedToStart;
        var effective = status.Environment?.GroupBy(v => v.Name).ToDictionary(g => g.Key, g => g.Last().Value);
        if (state == KnownResourceStates.FailedToStart)
        {
            await ExplainAsync<T>(run).ConfigureAwait(false);
        }

        await notifications.PublishUpdateAsync(run.Resource, run.Instance.Id, snapshot => details(snapshot with
        {
            State = state,
            StartTimeStamp = status.Startup?.UtcDateTime ?? snapshot.StartTimeStamp,
            StopTimeStamp = ended ? status.Finish?.UtcDateTime : null,
            ExitCode = hasRun ? status.ExitCode : null,
            ResourceReadyEvent = isRunning ? snapshot.ResourceReadyEvent : null,
            Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = !isRunning })],
            EnvironmentVariables = [.. snapshot.EnvironmentVariables.Select(v => effective?.TryGetValue(v.Name, out var value) == true ? v with { Value = value } : v)],
        })).ConfigureAwait(false);
        if (isRunning || state == KnownResourceStates.RuntimeUnhealthy)
        {
            run.MarkStarted();
        }
        else if (ended && run.MarkEnded(hasRun ? status.ExitCode ?? -1 : null) && !stopping.IsCancellationRequested
            && notifications.TryGetCurrentState(run.Instance.Id, out var final))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(run.Resource, services, final), EventDispatchBehavior.NonBlockingConcurrent, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Copies what a run writes into the resource's log, as long as it does.</summary>
    /// <param name="run">The run.</param>
    /// <param name="source">One of <see cref="DcpLogSource"/>.</param>
    /// <param name="isError">How the lines are shown.</param>
    /// <param name="onLine">Told of each line.</param>
    public async Task CopyAsync<T>(ResourceRun run, string source, bool isError, Func<string, Task>? onLine = null) where T : class, IDcpObject<T>
    {
        try
        {
            var engine = await host.EngineAsync(stopping).ConfigureAwait(false);
            await foreach (var line in engine.Client.GetLogsAsync<T>(run.ObjectName, source, follow: true, timestamps: true, stopping).ConfigureAwait(false))
            {
                loggers.AddLine(run.Instance.Id, line, isError);
                await (onLine?.Invoke(line) ?? Task.CompletedTask).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (DcpException exception)
        {
            if (!run.Ended.IsCompleted)
            {
                // The watch decides whether the engine is gone; here only this log ends.
                loggers.GetLogger(run.Instance.Id).LogWarning("The log of this run ends here: {Reason}", exception.Message);
            }
        }
    }

    private async Task ExplainAsync<T>(ResourceRun run) where T : class, IDcpObject<T>
    {
        var engine = await host.EngineAsync(stopping).ConfigureAwait(false);
        await foreach (var line in engine.Client.GetLogsAsync<T>(run.ObjectName, DcpLogSource.System, follow: false, timestamps: false, stopping).ConfigureAwait(false))
        {
            // The engine writes arguments in clear.
            var masked = run.Configuration.Secrets.Aggregate(line, (text, secret) => text.Replace(secret, "*****", StringComparison.Ordinal));
            loggers.GetLogger(run.Instance.Id).LogError("[sys] {Line}", masked);
        }
    }
}
