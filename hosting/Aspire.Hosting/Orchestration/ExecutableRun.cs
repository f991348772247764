using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>One run of one instance: every start makes a new object of the engine.</summary>
internal sealed class ExecutableRun(IResource resource, ResourceInstance instance, string objectName, ResourceConfiguration configuration)
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int?> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IResource Resource { get; } = resource;

    public ResourceInstance Instance { get; } = instance;

    /// <summary>Name of the engine's object.</summary>
    public string ObjectName { get; } = objectName;

    public ResourceConfiguration Configuration { get; } = configuration;

    /// <summary>Completes when the process runs, or has failed to.</summary>
    public Task Started => started.Task;

    /// <summary>Completes with the exit code; null when the process never ran.</summary>
    public Task<int?> Ended => ended.Task;

    public void MarkStarted() => started.TrySetResult();

    /// <returns>Whether this was news.</returns>
    public bool MarkEnded(int? exitCode)
    {
        started.TrySetResult();
        return ended.TrySetResult(exitCode);
    }
}
