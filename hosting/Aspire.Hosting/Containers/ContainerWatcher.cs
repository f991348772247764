using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Containers;

/// <summary>Reports what becomes of the engine's containers.</summary>
internal sealed class ContainerWatcher(EngineWatch watch, RunReporter reporter, ResourceNotificationService notifications)
{
    // How the clients of Docker and Podman begin to say that they fetch an image.
    private static readonly string[] PullSigns = ["Unable to find image", "Trying to pull"];

    /// <summary>Watches until the host stops.</summary>
    public Task WatchAsync() => watch.RunAsync<DcpContainer>(ApplyAsync);

    /// <summary>Copies into the resource's log what the container engine says while it makes the container, and what its program writes.</summary>
    public void Follow(ResourceRun run)
    {
        _ = reporter.CopyAsync<DcpContainer>(run, DcpLogSource.StartupOutput, isError: false);
        _ = reporter.CopyAsync<DcpContainer>(run, DcpLogSource.StartupErrors, isError: false, line => NoticePullAsync(run, line)); // progress; what fails is said again by the state
        _ = reporter.CopyAsync<DcpContainer>(run, DcpLogSource.StandardOutput, isError: false);
        _ = reporter.CopyAsync<DcpContainer>(run, DcpLogSource.StandardError, isError: true);
    }

    private Task NoticePullAsync(ResourceRun run, string line) => PullSigns.Any(sign => line.Contains(sign, StringComparison.Ordinal))
        ? notifications.PublishUpdateAsync(run.Resource, run.Instance.Id, s =>
            s.State?.Text == KnownResourceStates.Starting ? s with { State = new(KnownResourceStates.Pulling, KnownResourceStateStyles.Info) } : s)
        : Task.CompletedTask;

    private async Task ApplyAsync(ResourceRun run, DcpContainer container)
    {
        if (container.Status is not { } status)
        {
            return;
        }

        await reporter.ReportAsync<DcpContainer>(
            run, new(StateOf(status.State), status.StartupTimestamp, status.FinishTimestamp, status.ExitCode, status.EffectiveEnv), snapshot => snapshot with
            {
                State = snapshot.State?.Text == KnownResourceStates.Building ? new(KnownResourceStates.Building, KnownResourceStateStyles.Info) : snapshot.State,
                Properties = WithArguments(snapshot.Properties, run, status.EffectiveArgs).With(new ResourcePropertySnapshot(KnownProperties.ContainerId, status.ContainerId)),
            }).ConfigureAwait(false);
    }

    /// <summary>Shows the arguments with the engine's templates filled in, once it has done so.</summary>
    private static ImmutableArray<ResourcePropertySnapshot> WithArguments(ImmutableArray<ResourcePropertySnapshot> properties, ResourceRun run, IReadOnlyList<string>? effective)
    {
        var count = run.Configuration.Arguments.Count;
        ImmutableArray<string> arguments = [.. effective?.TakeLast(count) ?? []];
        return arguments.Length < count ? properties : [.. properties.Select(p => p.Name == KnownProperties.ContainerArgs ? p with { Value = arguments } : p)];
    }

    private static string? StateOf(string? engineState) => engineState switch
    {
        null or DcpContainerState.None or DcpContainerState.Pending => null,
        DcpContainerState.Starting => KnownResourceStates.Starting,
        DcpContainerState.Running => KnownResourceStates.Running,
        DcpContainerState.Stopping => KnownResourceStates.Stopping,
        DcpContainerState.Exited => KnownResourceStates.Exited,
        DcpContainerState.FailedToStart => KnownResourceStates.FailedToStart,
        DcpContainerState.RuntimeUnhealthy => KnownResourceStates.RuntimeUnhealthy,
        DcpContainerState.Building => KnownResourceStates.Building,
        _ => engineState,
    };
}
