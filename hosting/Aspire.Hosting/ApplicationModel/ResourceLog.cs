using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of one resource instance: the latest lines, and whoever follows them.</summary>
internal sealed class ResourceLog
{
    private const int Capacity = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<LogLine> lines = new();
    private ImmutableList<Channel<LogLine>> followers = [];
    private int lastNumber;
    private bool completed;

    public IReadOnlyList<LogLine> Backlog
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    public void Add(string content, bool isError)
    {
        lock (gate)
        {
            var line = new LogLine(++lastNumber, content, isError);
            if (lines.Count == Capacity)
            {
                lines.Dequeue();
            }

            lines.Enqueue(line);
            followers.ForEach(follower => follower.Writer.TryWrite(line));
        }
    }

    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            followers.ForEach(follower => follower.Writer.TryComplete());
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<LogLine>(new() { SingleReader = true });
        IReadOnlyList<LogLine> backlog;
        lock (gate)
        {
            backlog = [.. lines];
            followers = followers.Add(channel);
            if (completed)
            {
                channel.Writer.TryComplete();
            }
        }

        try
        {
            if (backlog.Count > 0)
            {
                yield return backlog;
            }

            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var batch = new List<LogLine>();
                while (channel.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return batch;
            }
        }
        finally
        {
            lock (gate)
            {
                followers = followers.Remove(channel);
            }
        }
    }
}
