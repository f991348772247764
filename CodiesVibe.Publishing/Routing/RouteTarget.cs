namespace CodiesVibe.Publishing.Routing;

/// <summary>Who answers a request that came to the edge.</summary>
public enum RouteTarget
{
    /// <summary>The API.</summary>
    Backend,

    /// <summary>The server of the page, WebSockets included.</summary>
    Frontend,

    /// <summary>The edge itself: it is alive.</summary>
    EdgeHealth,

    /// <summary>The edge itself: whether the frontend serves its page.</summary>
    FrontendHealth,

    /// <summary>Nobody: what lies here is for the inside only.</summary>
    Closed,
}
