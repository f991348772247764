using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>All runs of all instances, by the names of the engine's objects.</summary>
internal sealed class ResourceRuns
{
    private readonly ConcurrentDictionary<string, ResourceRun> runs = new();
    private int last;

    /// <summary>A new run, known from here on, so that its first state is not missed.</summary>
    public ResourceRun Begin(IResource resource, ResourceInstance instance, ResourceConfiguration configuration)
    {
        var run = new ResourceRun(resource, instance, NextNumber(), configuration);
        runs[run.ObjectName] = run;
        return run;
    }

    /// <summary>A number that no run has.</summary>
    public int NextNumber() => Interlocked.Increment(ref last);

    /// <summary>The run behind an object, if it is one.</summary>
    public ResourceRun? Of(string objectName) => runs.GetValueOrDefault(objectName);

    /// <summary>The latest run of an instance, if it was ever started.</summary>
    public ResourceRun? LatestOf(string resourceId) => runs.Values.Where(r => r.Instance.Id == resourceId).MaxBy(r => r.Number);
}
