namespace CodiesVibe.Tests.Publishing.Routing;

/// <summary>A program at the edge with a server of each kind behind it.</summary>
public abstract class EdgeSystem : IAsyncLifetime
{
    internal FakeTarget Backend { get; private set; } = null!;

    internal FakeTarget Frontend { get; private set; } = null!;

    internal IEdgeProcess Edge { get; private set; } = null!;

    internal HttpClient Client => Edge.Client;

    /// <summary>Why the program cannot be tested on this machine; null if it can.</summary>
    public virtual string? SkipReason => null;

    public async ValueTask InitializeAsync()
    {
        if (SkipReason is null)
        {
            Backend = await FakeTarget.StartBackendAsync();
            Frontend = await FakeTarget.StartFrontendAsync();
            Edge = await StartEdgeAsync(Backend.Address, Frontend.Address);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (SkipReason is null)
        {
            await Edge.DisposeAsync();
            await Backend.DisposeAsync();
            await Frontend.DisposeAsync();
        }
    }

    /// <summary>Starts the program and waits until it responds.</summary>
    internal abstract Task<IEdgeProcess> StartEdgeAsync(Uri backend, Uri frontend);
}
