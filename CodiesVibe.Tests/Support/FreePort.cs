using System.Net;
using System.Net.Sockets;

namespace CodiesVibe.Tests.Support;

internal static class FreePort
{
    /// <summary>A loopback port that is free at this moment.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
