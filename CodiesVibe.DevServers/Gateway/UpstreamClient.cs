using System.Diagnostics;
using System.Net;
using Yarp.ReverseProxy.Forwarder;

namespace CodiesVibe.DevServers.Gateway;

/// <summary>The one HTTP client for the servers behind the edge; it passes on what it gets and decides nothing by itself.</summary>
internal sealed class UpstreamClient() : HttpMessageInvoker(new SocketsHttpHandler
{
    ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
    AllowAutoRedirect = false,
    AutomaticDecompression = DecompressionMethods.None,
    ConnectTimeout = TimeSpan.FromSeconds(5),
    UseCookies = false,
    UseProxy = false,
});
