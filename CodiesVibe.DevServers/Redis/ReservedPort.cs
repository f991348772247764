using System.Net;
using System.Net.Sockets;

namespace CodiesVibe.DevServers.Redis;

/// <summary>
/// A loopback port that no other process gets while it is held. Garnet does not report the port that it gets for port 0, so the port is
/// chosen here: the socket is bound, but never listens, and lets Garnet, which sets address reuse, bind to the same port.
/// </summary>
internal sealed class ReservedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <param name="port">0 for any free port.</param>
    /// <exception cref="SocketException">The port is taken or not allowed.</exception>
    public ReservedPort(int port)
    {
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();
}
