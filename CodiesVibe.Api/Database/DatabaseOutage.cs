using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Events;

namespace CodiesVibe.Api.Database;

/// <summary>
/// What the driver knows of MongoDB. It looks for a server that is away every second, whether somebody waits or not; so once that is known,
/// nobody needs to wait.
/// </summary>
internal sealed class DatabaseOutage : IEventSubscriber
{
    /// <summary>A connection that broke by itself is mended within this time; a request waits for that.</summary>
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(1);

    private readonly Action<ClusterDescriptionChangedEvent> _look;
    private long _began; // as a timestamp; 0 while there is none

    public DatabaseOutage() => _look = Look;

    /// <exception cref="TimeoutException">MongoDB has been away for longer than a moment, and is still.</exception>
    public void ThrowIfKnown()
    {
        if (Interlocked.Read(ref _began) is not 0 and var began && Stopwatch.GetElapsedTime(began) > s_moment)
        {
            throw new TimeoutException("MongoDB is away.");
        }
    }

    public bool TryGetEventHandler<TEvent>([NotNullWhen(true)] out Action<TEvent>? handler)
    {
        handler = _look as Action<TEvent>;
        return handler is not null;
    }

    private void Look(ClusterDescriptionChangedEvent changed)
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
