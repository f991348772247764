using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Events;

namespace CodiesVibe.Api.Database;

/// <summary>
/// Whether MongoDB is unavailable, as its driver reports it. The driver checks an unavailable server every second in any case, so once an
/// outage is known, no request has to wait for it.
/// </summary>
internal sealed class DatabaseOutage : IEventSubscriber
{
    /// <summary>A broken connection is usually replaced within this time, and a request waits for that.</summary>
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromSeconds(1);

    private readonly Action<ClusterDescriptionChangedEvent> _onChanged;
    private long _began; // as a timestamp; 0 while MongoDB is available

    public DatabaseOutage() => _onChanged = OnChanged;

    /// <exception cref="TimeoutException">MongoDB has been unavailable for longer than the grace period.</exception>
    public void ThrowIfKnown()
    {
        if (Interlocked.Read(ref _began) is not 0 and var began && Stopwatch.GetElapsedTime(began) > s_gracePeriod)
        {
            throw new TimeoutException("MongoDB is unavailable.");
        }
    }

    public bool TryGetEventHandler<TEvent>([NotNullWhen(true)] out Action<TEvent>? handler)
    {
        handler = _onChanged as Action<TEvent>;
        return handler is not null;
    }

    private void OnChanged(ClusterDescriptionChangedEvent changed)
    {
        if (changed.NewDescription.State == ClusterState.Connected)
        {
            Interlocked.Exchange(ref _began, 0);
        }
        else
        {
            Interlocked.CompareExchange(ref _began, Stopwatch.GetTimestamp(), 0);
        }
    }
}
