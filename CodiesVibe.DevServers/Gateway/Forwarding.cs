using CodiesVibe.Publishing.Routing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace CodiesVibe.DevServers.Gateway;

/// <summary>Forwards a request to the server behind the edge, without retries.</summary>
internal sealed class Forwarding(IHttpForwarder forwarder, ITransformBuilder transforms, UpstreamClient client)
{
    /// <summary>A WebSocket may be idle for any time; the page of a development server reloads when its WebSocket is closed.</summary>
    private static readonly ForwarderRequestConfig s_upgraded = new() { ActivityTimeout = Timeout.InfiniteTimeSpan };

    /// <summary>X-Forwarded-For, -Proto and -Host are replaced by default; other headers in which the client describes itself are removed.</summary>
    private readonly HttpTransformer _transformer = transforms.Create(Describe);

    /// <summary>Likewise, and holds back the answer of a server that fails.</summary>
    private readonly HttpTransformer _intercepting = transforms.Create(context =>
    {
        Describe(context);
        context.AddResponseTransform(response =>
        {
            response.SuppressResponseBody = HasFailed(response.HttpContext);
            return ValueTask.CompletedTask;
        });
    });

    /// <param name="context">The request.</param>
    /// <param name="target">The address of the server behind the edge.</param>
    /// <param name="silence">How long that server may be idle during an ordinary exchange.</param>
    /// <param name="failed">Writes the response when that server does not respond; the status is already set.</param>
    /// <param name="intercepts">Whether a 5xx of that server counts as no response.</param>
    public async Task SendAsync(HttpContext context, Uri target, TimeSpan silence, RequestDelegate failed, bool intercepts = false)
    {
        bool upgrade = IsWebSocket(context.Request);
        if (!upgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(null);
        }

        ForwarderError error = await forwarder.SendAsync(
            context, target.AbsoluteUri, client, upgrade ? s_upgraded : new() { ActivityTimeout = silence }, intercepts ? _intercepting : _transformer);
        bool isFailure = error != ForwarderError.None || (intercepts && HasFailed(context));
        if (isFailure && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await failed(context);
        }
    }

    private static bool HasFailed(HttpContext context) => context.Response.StatusCode >= StatusCodes.Status500InternalServerError;

    private static void Describe(TransformBuilderContext context) => context
        .AddOriginalHost()
        .AddRequestHeaderRemove("Forwarded")
        .AddRequestHeaderRemove("X-Health-Detail")
        .AddRequestTransform(request =>
        {
            string address = $"{request.HttpContext.Connection.RemoteIpAddress}";
            request.ProxyRequest.Headers.Remove("X-Real-IP");
            request.ProxyRequest.Headers.Add("X-Real-IP", address);
            return ValueTask.CompletedTask;
        });

    private static bool IsWebSocket(HttpRequest request) =>
        request.Path == WebSockets.Path
        && string.Equals(request.Headers[HeaderNames.Upgrade], "websocket", StringComparison.OrdinalIgnoreCase)
        && WebSockets.Protocols.Contains($"{request.Headers[HeaderNames.SecWebSocketProtocol]}");
}
