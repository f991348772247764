using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Dcp;

/// <summary>A process of the engine, at the other end of a log connection.</summary>
/// <param name="id">0 where the system does not tell.</param>
internal sealed class DcpProcess(int id)
{
    private volatile bool _isServer;

    /// <summary>Whether it is the API or the controllers; false until it has said so.</summary>
    public bool IsServer => _isServer;

    /// <summary>The process that opened the connection.</summary>
    public static DcpProcess At(Socket connection)
    {
        Span<int> credentials = stackalloc int[3];
        var (level, option) = OperatingSystem.IsLinux() ? (1, 17) // SOL_SOCKET, SO_PEERCRED: process, user, group
            : OperatingSystem.IsMacOS() ? (0, 2) // SOL_LOCAL, LOCAL_PEERPID: process
            : default;
        if (option != 0)
        {
            connection.GetRawSocketOption(level, option, MemoryMarshal.AsBytes(credentials));
        }
        return new DcpProcess(credentials[0]);
    }

    /// <summary>Looks for the words by which a server gives itself away.</summary>
    public void Note(string line)
    {
        if (line.Contains("\tStarting API server", StringComparison.Ordinal)
            || line.Contains("\tStarting controller manager", StringComparison.Ordinal))
        {
            _isServer = true;
        }
    }

    /// <summary>Ends it without asking, where it is known; its guards end what it started.</summary>
    public void Kill()
    {
        if (id == 0)
        {
            return;
        }
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // ended a moment ago
        }
    }

    public override string ToString() => $"{id}";
}
