namespace CodiesVibe.Tests.Publishing.Routing;

/// <summary>A real program at the edge, in a process of its own.</summary>
internal interface IEdgeProcess : IAsyncDisposable
{
    /// <summary>Asks it, and follows no redirect.</summary>
    HttpClient Client { get; }
}
