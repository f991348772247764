using System.Globalization;
using CodiesVibe.Publishing.Routing;

namespace CodiesVibe.Publishing.Nginx;

/// <summary>The route table as locations. They are expressions, of which nginx takes the first that matches: so the most specific comes first.</summary>
internal static class RoutesFile
{
    public static string Render(EdgeProfile profile, Func<Route, bool> includes) => string.Concat(Routes.All
        .Where(includes)
        .OrderBy(route => route.IsPrefix)
        .ThenByDescending(route => route.Root.Length)
        .ThenBy(route => route.Root, StringComparer.Ordinal)
        .Select(route => $$"""
            location {{Match(route)}} {
            {{Handle(profile, route)}}}

            """));

    private static string Match(Route route) => route switch
    {
        { Root: "" } => "/",
        { IsPrefix: true } => $"~* \"^{Pattern(route)}(/|$)\"",
        _ => $"~* \"^{Pattern(route)}/?$\"",
    };

    private static string Pattern(Route route) => route.Root.Replace(".", "[.]", StringComparison.Ordinal);

    private static string Handle(EdgeProfile profile, Route route) => route.Target switch
    {
        RouteTarget.Backend => Forward(profile, route, profile.Backend.Name),
        RouteTarget.Frontend => Forward(profile, route, profile.Frontend.Name),
        RouteTarget.EdgeHealth =>
            """
                # Probes ask every few seconds: their lines would bury those of people.
                access_log off;
                keepalive_timeout 0;
                default_type application/json;
                return 200 '{"status":"healthy"}';

            """,
        RouteTarget.FrontendHealth =>
            """
                set $kind health;
                auth_request /-/frontend;
                auth_request_set $frontend_answer "$upstream_status:$upstream_http_content_type";
                error_page 429 @error-json;
                error_page 500 = @frontend-health;
                try_files /-/none @frontend-health;

            """,
        RouteTarget.Closed => "    return 404;\n",
        _ => throw new InvalidOperationException($"The route {route.Path} has no handler."),
    };

    private static string Forward(EdgeProfile profile, Route route, string target) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
            set $target ${{target}};
            set $behind {{target}};
            set $kind {{Word(route.Kind)}};
        {{(route.HidesDetail && profile.IsPublic ? "    set $health_detail none;\n" : "")}}{{(route.Kind == RouteKind.Asset ? Kept : "")}}{{(route.FallsBackToPage ? FallingBack : "")}}    proxy_read_timeout {{route.SilenceSeconds}}s;
            proxy_send_timeout {{route.SilenceSeconds}}s;
            include forward.conf;

        """);

    private const string Kept =
        """
            proxy_cache assets;
            proxy_cache_key $uri;
            proxy_cache_lock on;
            proxy_cache_use_stale error timeout http_502 http_503 http_504;
            proxy_cache_valid 200 7d;
            proxy_no_cache $is_page;

        """;

    // A location that names errors inherits none. 404 is not among them: it is the target's own answer.
    private const string FallingBack =
        """
            proxy_intercept_errors on;
            error_page 500 502 503 504 = @page;
            error_page 413 429 @error-$error_format;
            error_page 418 = @web-socket;
            error_page 419 = @closing;

        """;

    private static string Word(RouteKind kind) => kind switch
    {
        RouteKind.Page => "page",
        RouteKind.Asset => "asset",
        RouteKind.Api => "api",
        RouteKind.Health => "health",
        _ => throw new InvalidOperationException($"No word for {kind}."),
    };
}
