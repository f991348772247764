using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Networking;

/// <summary>Asks this machine about its TCP ports.</summary>
internal static class LocalPort
{
    /// <summary>First of the ports that few programs claim and that the kernel gives to nobody.</summary>
    public const int FirstUnassigned = 10_000;

    /// <summary>First of the ports that the kernel gives to outgoing connections.</summary>
    public const int FirstEphemeral = 32_768;

    /// <summary>Whether somebody listens on the port at a loopback address.</summary>
    public static bool IsTaken(int port) => IsTaken(IPAddress.Loopback, port) || IsTaken(IPAddress.IPv6Loopback, port);

    /// <summary>A port that is free now and that the kernel will not give to anybody by itself.</summary>
    public static int Pick()
    {
        int port;
        do
        {
            port = Random.Shared.Next(FirstUnassigned, FirstEphemeral);
        }
        while (IsTaken(port));
        return port;
    }

    private static bool IsTaken(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return false;
        }
        catch (SocketException exception)
        {
            // Any other error: no such address family here, so nobody can listen there either.
            return exception.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
