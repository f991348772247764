using CodiesVibe.Publishing.Routing;
using Microsoft.Net.Http.Headers;
using Route = CodiesVibe.Publishing.Routing.Route;

namespace CodiesVibe.DevServers.Gateway;

/// <summary>The headers of every response of the edge, including errors, and the id of a request.</summary>
internal static class AnswerHeaders
{
    public const string RequestId = "X-Request-ID";

    public static void UseAnswerHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.TraceIdentifier = Guid.NewGuid().ToString("N");
        context.Request.Headers[RequestId] = context.TraceIdentifier;
        context.Response.OnStarting(() =>
        {
            Complete(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Complete(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        foreach ((string name, string value) in ProtectingHeaders.All)
        {
            headers[name] = value;
        }

        headers[RequestId] = context.TraceIdentifier;
        headers.Remove(HeaderNames.XPoweredBy);
        // A server behind the edge may set its own policy, as the development server of the page must, and its own caching.
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, ProtectingHeaders.ContentSecurityPolicy);
        bool isPage = context.GetEndpoint()?.Metadata.GetMetadata<Route>()?.Kind is RouteKind.Page or RouteKind.Asset;
        headers.TryAdd(HeaderNames.CacheControl, isPage && context.Response.StatusCode < StatusCodes.Status400BadRequest ? "no-cache" : "no-store");
    }
}
