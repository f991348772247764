using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The logs of the resources: what their processes write and what the host has to say about them.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ResourceLog> logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A logger that writes to all instances of the resource.</summary>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceLogger([.. resource.GetResolvedResourceNames().Select(LogOf)]);
    }

    /// <summary>A logger that writes to one instance.</summary>
    public ILogger GetLogger(string resourceName) => new ResourceLogger([LogOf(resourceName)]);

    /// <summary>What was logged so far and everything that follows, until the log ends or the reader cancels.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => LogOf(resourceName).WatchAsync();

    /// <inheritdoc cref="WatchAsync(string)"/>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.GetResolvedResourceNames()[0]);

    /// <summary>What was logged so far.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return LogOf(resourceName).Backlog;
    }

    /// <inheritdoc cref="GetAllAsync(string)"/>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) => GetAllAsync(resource.GetResolvedResourceNames()[0]);

    /// <summary>Ends the log of one instance: nobody will write to it any more.</summary>
    public void Complete(string name) => LogOf(name).Complete();

    /// <summary>Ends the logs of a resource.</summary>
    public void Complete(IResource resource)
    {
        foreach (var id in resource.GetResolvedResourceNames())
        {
            Complete(id);
        }
    }

    /// <summary>Adds a line as a process wrote it, time stamp included.</summary>
    internal void AddLine(string resourceId, string content, bool isError) => LogOf(resourceId).Add(content, isError);

    private ResourceLog LogOf(string resourceId) => logs.GetOrAdd(resourceId, static _ => new());
}
