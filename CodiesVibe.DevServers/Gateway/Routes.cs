namespace CodiesVibe.DevServers.Gateway;

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

/// <summary>One row of the route table.</summary>
/// <param name="Path">An exact path, or with <c>/**</c> at the end that path and everything below it. The most specific row wins.</param>
/// <param name="Target">Who answers.</param>
public sealed record Route(string Path, RouteTarget Target)
{
    /// <summary>How long a server behind the edge may be silent, in seconds: for a health path its whole budget.</summary>
    public int SilenceSeconds { get; init; } = 30;
}

/// <summary>
/// The one table of what the edge of the system does with each path, whoever stands at the edge: plain data, which uses nothing of
/// the gateway, so that the configuration of another web server can be written from it.
/// </summary>
public static class Routes
{
    /// <summary>Every row; the order has no meaning.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        new("/api/**", RouteTarget.Backend),
        new("/api/health", RouteTarget.Backend) { SilenceSeconds = 10 },
        new("/alive", RouteTarget.Backend) { SilenceSeconds = 10 },
        new("/health/backend", RouteTarget.Backend),
        new("/health/mongodb", RouteTarget.Backend) { SilenceSeconds = 10 },
        new("/health/redis", RouteTarget.Backend) { SilenceSeconds = 10 },
        new("/health/full", RouteTarget.Backend) { SilenceSeconds = 60 },

        new("/health/nginx", RouteTarget.EdgeHealth),
        new("/nginx-health", RouteTarget.EdgeHealth),
        new("/health", RouteTarget.FrontendHealth),
        new("/health/frontend", RouteTarget.FrontendHealth),

        new("/metrics/**", RouteTarget.Closed),
        new("/openapi/**", RouteTarget.Closed),
        new("/dev/**", RouteTarget.Closed),
        // A misspelt or new health path must not be answered with the page.
        new("/health/**", RouteTarget.Closed),

        new("/**", RouteTarget.Frontend),
    ];
}
