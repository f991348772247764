using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

/// <summary>Reports what becomes of the engine's processes.</summary>
internal sealed class ExecutableWatcher(EngineWatch watch, RunReporter reporter)
{
    /// <summary>Watches until the host stops.</summary>
    public Task WatchAsync() => watch.RunAsync<DcpExecutable>(ApplyAsync);

    /// <summary>Copies what the process writes into the resource's log.</summary>
    public void Follow(ResourceRun run)
    {
        _ = reporter.CopyAsync<DcpExecutable>(run, DcpLogSource.StandardOutput, isError: false);
        _ = reporter.CopyAsync<DcpExecutable>(run, DcpLogSource.StandardError, isError: true);
    }

    private async Task ApplyAsync(ResourceRun run, DcpExecutable executable)
    {
        if (executable.Status is { } status)
        {
            await reporter.ReportAsync<DcpExecutable>(
                run, new(StateOf(status.State), status.StartupTimestamp, status.FinishTimestamp, status.ExitCode, status.EffectiveEnv), snapshot => snapshot with
                {
                    Properties = WithArguments(snapshot.Properties, run, status.EffectiveArgs).With(new ResourcePropertySnapshot(KnownProperties.ExecutablePid, status.Pid ?? 0)),
                }).ConfigureAwait(false);
        }
    }

    /// <summary>Shows the arguments with the engine's templates filled in, once it has done so.</summary>
    private static ImmutableArray<ResourcePropertySnapshot> WithArguments(ImmutableArray<ResourcePropertySnapshot> properties, ResourceRun run, IReadOnlyList<string>? effective)
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
