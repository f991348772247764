using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts and stops the instances of resources, at the start of the application and by command.</summary>
internal sealed class ResourceLifecycle(
    IEnumerable<IResourceLauncher> launchers, ExecutableLauncher executables, ResourceRuns runs, ResourceConfigurationResolver configurations, ResourceNotificationService notifications,
    ResourceLoggerService loggers, IDistributedApplicationEventing eventing, IServiceProvider services, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<string, PendingStart> pending = new();

    /// <summary>Starts instances of one resource once its dependencies let it.</summary>
    /// <exception cref="DistributedApplicationException">It cannot start; the state and the log say so too.</exception>
    public async Task StartAsync(IResource resource, IReadOnlyList<ResourceInstance> instances, CancellationToken cancellationToken)
    {
        using var start = new PendingStart(cancellationToken);
        foreach (var instance in instances)
        {
            pending[instance.Id] = start;
        }

        try
        {
            await PublishAsync(resource, instances, Renew).ConfigureAwait(false);
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), start.Abandoned).ConfigureAwait(false);
            await WaitForDependenciesAsync(resource, start).ConfigureAwait(false);
            await PublishAsync(resource, instances, s => s with { State = KnownResourceStates.Starting, Properties = s.Properties.Without(KnownProperties.WaitingFor) }).ConfigureAwait(false);
            var launcher = LauncherOf(resource);
            if (await launcher.FindObstacleAsync(start.Abandoned).ConfigureAwait(false) is { } obstacle)
            {
                loggers.GetLogger(resource).LogError("{Obstacle}", obstacle);
                await PublishAsync(resource, instances, s => s with { State = KnownResourceStates.RuntimeUnhealthy }).ConfigureAwait(false);
                return;
            }

            var configuration = await configurations.ResolveAsync(resource, start.Abandoned).ConfigureAwait(false);
            await Task.WhenAll(instances.Select(instance => launcher.LaunchAsync(resource, instance, configuration, start.Abandoned))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (start.Abandoned.IsCancellationRequested)
        {
            await PublishAsync(resource, instances, s => s with { State = KnownResourceStates.NotStarted, Properties = s.Properties.Without(KnownProperties.WaitingFor) }).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (Exception exception)
        {
            loggers.GetLogger(resource).LogError(exception, "Failed to create resource {Resource}", resource.Name);
            await PublishAsync(resource, instances, s => s with
            {
                State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
                Properties = s.Properties.Without(KnownProperties.WaitingFor),
            }).ConfigureAwait(false);
            throw;
        }
        finally
        {
            foreach (var instance in instances)
            {
                pending.TryRemove(new(instance.Id, start));
            }
        }
    }

    /// <summary>Starts one instance now: past a wait if it waits, anew if it runs.</summary>
    public async Task StartNowAsync(IResource resource, string resourceId, CancellationToken cancellationToken)
    {
        if (pending.TryGetValue(resourceId, out var start))
        {
            start.Skip();
            await start.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        await StopAsync(resourceId, cancellationToken).ConfigureAwait(false);
        await StartAsync(resource, [InstanceOf(resource, resourceId)], HostToken(cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Stops one instance; gives up its start if it is still waiting. Returns when its process is gone.</summary>
    public async Task StopAsync(string resourceId, CancellationToken cancellationToken)
    {
        if (pending.TryGetValue(resourceId, out var start))
        {
            await start.AbandonAsync().ConfigureAwait(false);
            await start.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (runs.LatestOf(resourceId) is { Ended.IsCompleted: false } run)
        {
            await notifications.PublishUpdateAsync(run.Resource, resourceId, s => s with { State = KnownResourceStates.Stopping }).ConfigureAwait(false);
            await LauncherOf(run.Resource).StopAsync(run, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops a project, builds it, and starts it again.</summary>
    /// <exception cref="DistributedApplicationException">The build failed.</exception>
    public async Task RebuildAsync(ProjectResource project, string resourceId, CancellationToken cancellationToken)
    {
        await StopAsync(resourceId, cancellationToken).ConfigureAwait(false);
        await notifications.PublishUpdateAsync(project, resourceId, s => s with { State = new(KnownResourceStates.Building, KnownResourceStateStyles.Info) }).ConfigureAwait(false);
        var (path, logger) = (project.Metadata.ProjectPath, loggers.GetLogger(resourceId));
        var build = await executables.RunToEndAsync(
            InstanceOf(project, resourceId), "dotnet", Path.GetDirectoryName(path)!, ["build", path], (line, _) => logger.LogInformation("[build] {Line}", line), cancellationToken).ConfigureAwait(false);
        if (build.Status?.ExitCode != 0)
        {
            await notifications.PublishUpdateAsync(project, resourceId, s => s with { State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error) }).ConfigureAwait(false);
            throw new DistributedApplicationException($"The build of '{path}' failed with exit code {build.Status?.ExitCode}. The log of '{project.Name}' has its output.");
        }

        await StartNowAsync(project, resourceId, cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitForDependenciesAsync(IResource resource, PendingStart start)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(start.Abandoned);
        var dependencies = notifications.WaitForDependenciesAsync(resource, wait.Token);
        if (await Task.WhenAny(dependencies, start.Skipped).ConfigureAwait(false) == dependencies)
        {
            await dependencies.ConfigureAwait(false);
            return;
        }

        await wait.CancelAsync().ConfigureAwait(false);
        await dependencies.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        loggers.GetLogger(resource).LogInformation("Started by hand, without waiting any longer.");
    }

    private static CustomResourceSnapshot Renew(CustomResourceSnapshot snapshot) => snapshot with
    {
        State = KnownResourceStates.Starting,
        ResourceReadyEvent = null,
        HealthReports = [.. snapshot.HealthReports.Select(r => new HealthReportSnapshot(r.Name, null, null, null))],
    };

    private async Task PublishAsync(IResource resource, IReadOnlyList<ResourceInstance> instances, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        foreach (var instance in instances)
        {
            await notifications.PublishUpdateAsync(resource, instance.Id, change).ConfigureAwait(false);
        }
    }

    private IResourceLauncher LauncherOf(IResource resource) => launchers.First(l => l.Launches(resource));

    private static ResourceInstance InstanceOf(IResource resource, string resourceId) =>
        resource.Annotations.OfType<ResourceInstancesAnnotation>().Single().Instances.Single(i => i.Id == resourceId);

    /// <summary>A start outlives the request that asked for it, but not the host.</summary>
    private CancellationToken HostToken(CancellationToken request)
    {
        request.ThrowIfCancellationRequested();
        return lifetime.ApplicationStopping;
    }
}
