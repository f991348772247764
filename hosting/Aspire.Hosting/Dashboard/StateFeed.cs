using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// The latest value of each key, told to any number of readers. What a reader has not taken yet is replaced by the newer value of the
/// same key, so a slow reader neither holds back the others nor grows without bound.
/// </summary>
internal sealed class StateFeed<TKey, TValue>
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly OrderedDictionary<TKey, TValue> current = [];
    private readonly List<Reader> readers = [];

    /// <summary>Makes <paramref name="value"/> the current value of <paramref name="key"/>.</summary>
    public void Publish(TKey key, TValue value)
    {
        lock (gate)
        {
            current[key] = value;
            Tell(key, value);
        }
    }

    /// <summary>Forgets <paramref name="key"/>: readers of now get <paramref name="lastWord"/>, later ones get nothing.</summary>
    public void Retire(TKey key, TValue lastWord)
    {
        lock (gate)
        {
            if (current.Remove(key))
            {
                Tell(key, lastWord);
            }
        }
    }

    /// <summary>Begins to read: the current values at once, what changes from then on through the reader.</summary>
    public Reader Subscribe(out IReadOnlyList<TValue> current)
    {
        lock (gate)
        {
            current = [.. this.current.Values];
            var reader = new Reader(this);
            readers.Add(reader);
            return reader;
        }
    }

    private void Tell(TKey key, TValue value)
    {
        foreach (var reader in readers)
        {
            reader.Offer(key, value);
        }
    }

    /// <summary>One reader's view of the changes. Dispose it to stop.</summary>
    internal sealed class Reader(StateFeed<TKey, TValue> feed) : IDisposable
    {
        private readonly OrderedDictionary<TKey, TValue> pending = [];
        private readonly Channel<bool> signal =
            Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        /// <summary>Called under the feed's lock.</summary>
        internal void Offer(TKey key, TValue value)
        {
            pending[key] = value;
            signal.Writer.TryWrite(true);
        }

        /// <summary>Yields what has changed since the last batch, until <paramref name="cancellationToken"/> is cancelled.</summary>
        public async IAsyncEnumerable<IReadOnlyList<TValue>> ReadAllAsync(
            [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var _ in signal.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                IReadOnlyList<TValue> batch;
                lock (feed.gate)
                {
                    batch = [.. pending.Values];
                    pending.Clear();
                }

                if (batch.Count > 0)
                {
                    yield return batch;
                }
            }
        }

        public void Dispose()
        {
            lock (feed.gate)
            {
                feed.readers.Remove(this);
            }
        }
    }
}
