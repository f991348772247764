using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Turns what the engine reports of its processes into states and logs of resources.</summary>
internal sealed class ExecutableWatcher(
    EngineHost host, ResourceNotificationService notifications, ResourceLoggerService loggers, IDistributedApplicationEventing eventing,
    IServiceProvider services, IHostApplicationLifetime lifetime, ILogger<ExecutableWatcher> logger)
{
    private readonly ConcurrentDictionary<string, ExecutableRun> runs = new();
    private readonly CancellationToken stopping = lifetime.ApplicationStopping;

    /// <summary>Announces a run, so that its first state is not missed.</summary>
    public void Expect(ExecutableRun run) => runs[run.ObjectName] = run;

    /// <summary>The latest run of an instance, if it was ever started.</summary>
    public ExecutableRun? RunOf(string resourceId) => runs.Values.Where(r => r.Instance.Id == resourceId).MaxBy(r => int.Parse(r.ObjectName[(resourceId.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Watches until the host stops. An engine that dies takes the application with it.</summary>
    public async Task WatchAsync()
    {
        try
        {
            var engine = await host.EngineAsync(stopping).ConfigureAwait(false);
            await foreach (var change in engine.Client.WatchAsync<DcpExecutable>(name: null, stopping).ConfigureAwait(false))
            {
                if (change.Object.Status is { } status && runs.TryGetValue(change.Object.Metadata.Name, out var run))
                {
                    await ApplyAsync(run, status).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (DcpException exception) when (!stopping.IsCancellationRequested)
        {
            logger.LogCritical("The engine has ended unexpectedly, and every resource with it. {Reason}", exception.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    /// <summary>Copies what the process writes into the resource's log.</summary>
    public void Follow(ExecutableRun run)
    {
        _ = CopyAsync(run, DcpLogSource.StandardOutput, isError: false);
        _ = CopyAsync(run, DcpLogSource.StandardError, isError: true);
    }

    private async Task ApplyAsync(ExecutableRun run, DcpExecutableStatus status)
    {
        var state = StateOf(status.State);
        if (state is null || run.Ended.IsCompleted)
        {
            return;
        }

        var isRunning = state == KnownResourceStates.Running;
        var ended = KnownResourceStates.TerminalStates.Contains(state);
        var effective = status.EffectiveEnv?.GroupBy(v => v.Name).ToDictionary(g => g.Key, g => g.Last().Value);
        if (state == KnownResourceStates.FailedToStart)
        {
            await ExplainAsync(run).ConfigureAwait(false);
        }

        await notifications.PublishUpdateAsync(run.Resource, run.Instance.Id, snapshot => snapshot with
        {
            State = state,
            StartTimeStamp = status.StartupTimestamp?.UtcDateTime ?? snapshot.StartTimeStamp,
            StopTimeStamp = ended ? status.FinishTimestamp?.UtcDateTime : null,
            ExitCode = state == KnownResourceStates.Finished ? status.ExitCode : null,
            ResourceReadyEvent = isRunning ? snapshot.ResourceReadyEvent : null,
            Properties = WithArguments(snapshot.Properties, run, status.EffectiveArgs).With(new ResourcePropertySnapshot(KnownProperties.ExecutablePid, status.Pid ?? 0)),
            Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = !isRunning })],
            EnvironmentVariables = [.. snapshot.EnvironmentVariables.Select(v => effective?.TryGetValue(v.Name, out var value) == true ? v with { Value = value } : v)],
        }).ConfigureAwait(false);
        if (isRunning)
        {
            run.MarkStarted();
        }
        else if (ended && run.MarkEnded(state == KnownResourceStates.Finished ? status.ExitCode ?? -1 : null) && !stopping.IsCancellationRequested
            && notifications.TryGetCurrentState(run.Instance.Id, out var final))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(run.Resource, services, final), EventDispatchBehavior.NonBlockingConcurrent, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Shows the arguments with the engine's templates filled in, once it has done so.</summary>
    private static ImmutableArray<ResourcePropertySnapshot> WithArguments(ImmutableArray<ResourcePropertySnapshot> properties, ExecutableRun run, IReadOnlyList<string>? effective)
    {
        if (effective is null or [])
        {
            return properties;
        }

        ImmutableArray<string> all = [.. effective];
        return
        [
            .. properties.Select(p => p.Name switch
            {
                KnownProperties.ExecutableArgs => p with { Value = all },
                KnownProperties.AppArgs => p with { Value = all[^run.Configuration.Arguments.Count..] },
                _ => p,
            }),
        ];
    }

    private async Task ExplainAsync(ExecutableRun run)
    {
        var engine = await host.EngineAsync(stopping).ConfigureAwait(false);
        await foreach (var line in engine.Client.GetLogsAsync<DcpExecutable>(run.ObjectName, DcpLogSource.System, follow: false, timestamps: false, stopping).ConfigureAwait(false))
        {
            // The engine writes arguments in clear.
            var masked = run.Configuration.Secrets.Aggregate(line, (text, secret) => text.Replace(secret, "*****", StringComparison.Ordinal));
            loggers.GetLogger(run.Instance.Id).LogError("[sys] {Line}", masked);
        }
    }

    private async Task CopyAsync(ExecutableRun run, string source, bool isError)
    {
        try
        {
            var engine = await host.EngineAsync(stopping).ConfigureAwait(false);
            await foreach (var line in engine.Client.GetLogsAsync<DcpExecutable>(run.ObjectName, source, follow: true, timestamps: true, stopping).ConfigureAwait(false))
            {
                loggers.AddLine(run.Instance.Id, line, isError);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (DcpException exception)
        {
            // The watch decides whether the engine is gone; here only this log ends.
            loggers.GetLogger(run.Instance.Id).LogWarning("The log of this run ends here: {Reason}", exception.Message);
        }
    }

    private static string? StateOf(string engineState) => engineState switch
    {
        DcpExecutableState.None => null,
        DcpExecutableState.Starting => KnownResourceStates.Starting,
        DcpExecutableState.Running => KnownResourceStates.Running,
        DcpExecutableState.Stopping => KnownResourceStates.Stopping,
        DcpExecutableState.Finished or DcpExecutableState.Terminated => KnownResourceStates.Finished,
        DcpExecutableState.FailedToStart => KnownResourceStates.FailedToStart,
        _ => engineState,
    };
}
