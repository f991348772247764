using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>What the resources have written, and what they go on to write; one for each client.</summary>
internal sealed class ConsoleLogsTarget(ResourceNotificationService notifications, ResourceLoggerService loggers) : IClientTarget
{
    private const int BatchSize = 500;

    /// <summary>What the client has read the end of: it says "the last N, and what follows" in two calls, of which the second has no number.</summary>
    private (ConsoleLogsRequest Request, IReadOnlyDictionary<string, int> Known)? read;

    public async IAsyncEnumerable<ConsoleLogBatch> GetConsoleLogBatchesAsync(ConsoleLogsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = request.IsContinuationOf(read?.Request) ? read!.Value.Known : null;
        read = null;
        if (known is null)
        {
            // The lines so far first, of all instances together, so that "the last ones" has a meaning; then what follows them.
            var last = new Dictionary<string, int>();
            var backlog = new List<ConsoleLogLine>();
            foreach (var instance in notifications.Current.Where(request.Wants))
            {
                await foreach (var lines in loggers.GetAllAsync(instance.ResourceId).WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    last[instance.ResourceId] = lines.Count == 0 ? 0 : lines[^1].LineNumber;
                    backlog.AddRange(LinesOf(instance.ResourceId, lines, request));
                }
            }

            known = last;
            read = (request, last);
            var latest = LogTime.InOrder(backlog);
            foreach (var batch in latest.Skip(request.Tail is { } tail ? latest.Count - tail : 0).Chunk(BatchSize))
            {
                yield return new(batch);
            }
        }

        if (!request.Follow)
        {
            yield break;
        }

        await foreach (var batch in FollowAsync(known, request, cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }
    }

    /// <summary>The same line by line, for clients that know no batches.</summary>
    public async IAsyncEnumerable<ConsoleLogLine> GetConsoleLogsAsync(ConsoleLogsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in GetConsoleLogBatchesAsync(request, cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in batch.Lines)
            {
                yield return line;
            }
        }
    }

    private async IAsyncEnumerable<ConsoleLogBatch> FollowAsync(IReadOnlyDictionary<string, int> known, ConsoleLogsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<ConsoleLogBatch>(1);
        var following = FollowAllAsync(known, request, batches.Writer, ended.Token);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAllAsync(IReadOnlyDictionary<string, int> known, ConsoleLogsRequest request, ChannelWriter<ConsoleLogBatch> batches, CancellationToken cancellationToken)
    {
        var followed = new Dictionary<string, Task>();
        try
        {
            await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                if (request.Wants(change) && !followed.ContainsKey(change.ResourceId))
                {
                    followed.Add(change.ResourceId, FollowOneAsync(change.ResourceId, known.GetValueOrDefault(change.ResourceId), request, batches, cancellationToken));
                }
            }
        }
        catch (Exception exception)
        {
            // Whoever reads is told; it would wait for ever otherwise.
            batches.TryComplete(exception);
        }
        finally
        {
            await Task.WhenAll(followed.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowOneAsync(string id, int known, ConsoleLogsRequest request, ChannelWriter<ConsoleLogBatch> batches, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var lines in loggers.WatchAsync(id).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (var batch in LinesOf(id, lines.Where(line => line.LineNumber > known), request).Chunk(BatchSize))
                {
                    await batches.WriteAsync(new(batch), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception)
        {
            batches.TryComplete(exception);
        }
    }

    private static IEnumerable<ConsoleLogLine> LinesOf(string id, IEnumerable<LogLine> lines, ConsoleLogsRequest request) =>
        lines.Select(line => new ConsoleLogLine(id, line.LineNumber, line.Content, line.IsErrorMessage)).Where(request.Wants);
}

/// <param name="ResourceName">Name of a resource or of an instance; all when null.</param>
/// <param name="Follow">Whether to go on with what is written from now on.</param>
/// <param name="Search">Text that a line, or the name of its resource, must have.</param>
/// <param name="Tail">At most so many of the lines so far, the latest.</param>
/// <param name="IncludeHidden">Whether all means also those that people do not get to see.</param>
internal sealed record ConsoleLogsRequest(string? ResourceName, bool Follow, string? Search, int? Tail, bool IncludeHidden)
{
    /// <summary>Whether this asks to follow what the client, by the other request, has just read the last lines of.</summary>
    public bool IsContinuationOf(ConsoleLogsRequest? other) =>
        Follow && Tail is null && other is { Follow: false, Tail: not null } && this == other with { Follow = true, Tail = null };

    public bool Wants(ResourceEvent instance) => ResourceName is { Length: > 0 } name ? instance.IsCalled(name) : IncludeHidden || !instance.Snapshot.IsHidden;

    public bool Wants(ConsoleLogLine line) => Search is not { Length: > 0 } text
        || line.Content.Contains(text, StringComparison.OrdinalIgnoreCase) || line.ResourceName.Contains(text, StringComparison.OrdinalIgnoreCase);
}

internal sealed record ConsoleLogBatch(IReadOnlyList<ConsoleLogLine> Lines);

internal sealed record ConsoleLogLine(string ResourceName, int LineNumber, string Content, bool IsError);
