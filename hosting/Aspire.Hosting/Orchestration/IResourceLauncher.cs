using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Hands one kind of resource to the engine, and takes it back.</summary>
internal interface IResourceLauncher
{
    /// <summary>Whether it is for the resource.</summary>
    bool Launches(IResource resource);

    /// <summary>Why nothing of the kind can run now, with the remedy; null when it can. What is refused so is started later by the application itself.</summary>
    Task<string?> FindObstacleAsync(CancellationToken cancellationToken);

    /// <summary>Starts an instance; returns when it runs or has failed to.</summary>
    /// <exception cref="DistributedApplicationException">It was not even tried.</exception>
    Task LaunchAsync(IResource resource, ResourceInstance instance, ResourceConfiguration configuration, CancellationToken cancellationToken);

    /// <summary>Ends a run: asks first, and uses force some seconds later. Returns when it has ended.</summary>
    Task StopAsync(ResourceRun run, CancellationToken cancellationToken);
}
