using System.Net;
using System.Net.Sockets;

namespace CodiesVibe.DevServers.Redis;

/// <summary>
/// A loopback port that nobody else is given while it is held. Garnet cannot tell which port it got for port 0, so the choice is
/// made here: the socket is bound, but never listens, and lets Garnet, which asks for address reuse, bind beside it.
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
