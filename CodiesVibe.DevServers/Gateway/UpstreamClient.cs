using System.Diagnostics;
using System.Net;
using System.Text;
using CodiesVibe.Publishing.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace CodiesVibe.DevServers.Gateway;

/// <summary>The one HTTP client for the servers behind the edge; it forwards responses unchanged.</summary>
internal sealed class UpstreamClient() : HttpMessageInvoker(new SocketsHttpHandler
{
    ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
    AllowAutoRedirect = false,
    AutomaticDecompression = DecompressionMethods.None,
    ConnectTimeout = TimeSpan.FromSeconds(Patience.ConnectSeconds),
    // Byte by byte in any encoding: the gateway reads and writes headers in the same way.
    RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    UseCookies = false,
    UseProxy = false,
});
