using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>One run of one instance: every start makes a new object of the engine.</summary>
internal sealed class ResourceRun(IResource resource, ResourceInstance instance, int number, ResourceConfiguration configuration)
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int?> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IResource Resource { get; } = resource;

    public ResourceInstance Instance { get; } = instance;

    /// <summary>Higher for later runs.</summary>
    public int Number { get; } = number;

    /// <summary>Name of the engine's object.</summary>
    public string ObjectName { get; } = $"{instance.Id}.{number}";

    public ResourceConfiguration Configuration { get; } = configuration;

    /// <summary>Completes when the process or container runs, has failed to, or waits for its engine.</summary>
    public Task Started => started.Task;

    /// <summary>Completes with the exit code; null when it never ran.</summary>
    public Task<int?> Ended => ended.Task;

    public void MarkStarted() => started.TrySetResult();

    /// <returns>Whether this was news.</returns>
    public bool MarkEnded(int? exitCode)
    {
        started.TrySetResult();
        return ended.TrySetResult(exitCode);
    }
}
