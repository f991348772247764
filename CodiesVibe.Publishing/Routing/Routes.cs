namespace CodiesVibe.Publishing.Routing;

/// <summary>The one table of what the edge of the system does with each path, whoever stands at the edge: nginx or the gateway.</summary>
public static class Routes
{
    /// <summary>Every row; the order has no meaning.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        new("/api/**", RouteTarget.Backend, RouteKind.Api),

        new("/api/health", RouteTarget.Backend, RouteKind.Health) { SilenceSeconds = 10 },
        new("/alive", RouteTarget.Backend, RouteKind.Health) { SilenceSeconds = 10 },
        new("/health/backend", RouteTarget.Backend, RouteKind.Health),
        new("/health/mongodb", RouteTarget.Backend, RouteKind.Health) { SilenceSeconds = 10 },
        new("/health/redis", RouteTarget.Backend, RouteKind.Health) { SilenceSeconds = 10 },
        new("/health/full", RouteTarget.Backend, RouteKind.Health) { SilenceSeconds = 60, HidesDetail = true },

        new("/health/nginx", RouteTarget.EdgeHealth, RouteKind.Health),
        new("/nginx-health", RouteTarget.EdgeHealth, RouteKind.Health),
        new("/health", RouteTarget.FrontendHealth, RouteKind.Health),
        new("/health/frontend", RouteTarget.FrontendHealth, RouteKind.Health),
        // A misspelt or new health path must not be answered with the page.
        new("/health/**", RouteTarget.Closed, RouteKind.Health),

        new("/metrics/**", RouteTarget.Closed),
        new("/openapi/**", RouteTarget.Closed),
        new("/dev/**", RouteTarget.Closed),

        // With the tool's own title and description in the page, and 404 where there is no such tool.
        new("/tools/**", RouteTarget.Backend) { SilenceSeconds = 5, FallsBackToPage = true },
        new("/sitemap.xml", RouteTarget.Backend),
        new("/robots.txt", RouteTarget.Backend),

        new("/assets/**", RouteTarget.Frontend, RouteKind.Asset),
        new("/**", RouteTarget.Frontend),
    ];
}
