using System.Net;
using System.Net.Sockets;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>
/// A port for a server that cannot choose one by itself: below those that the system hands out, since the many connections of a test that
/// runs beside would take one of these in the moment before the server listens.
/// </summary>
internal static class QuietPort
{
    private const int First = 20_000;
    private const int End = 32_000;

    public static int Find()
    {
        while (true)
        {
            int port = Random.Shared.Next(First, End);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Another one then.
            }
        }
    }
}
