namespace CodiesVibe.Tests.Publishing.Routing;

/// <summary>A real program at the edge, as a separate process.</summary>
internal interface IEdgeProcess : IAsyncDisposable
{
    /// <summary>Sends requests without following redirects.</summary>
    HttpClient Client { get; }
}
