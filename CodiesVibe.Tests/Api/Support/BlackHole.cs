using System.Net;
using System.Net.Sockets;

namespace CodiesVibe.Tests.Api.Support;

/// <summary>A dependency that exists and never responds.</summary>
internal sealed class BlackHole : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queue = [];

    private BlackHole(int backlog)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(backlog);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Connections are accepted, and nothing is ever sent on them.</summary>
    public static BlackHole ThatAccepts() => new(backlog: 128);

    /// <summary>Not even connections are accepted: the kernel drops the packets, because its queue for the port is full.</summary>
    public static async Task<BlackHole> ThatDropsAsync(CancellationToken cancellationToken)
    {
        var hole = new BlackHole(backlog: 0);
        while (await hole.TryQueueAsync(cancellationToken))
        {
        }

        return hole;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _queue.ForEach(socket => socket.Dispose());
    }

    private async Task<bool> TryQueueAsync(CancellationToken cancellationToken)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        soon.CancelAfter(TimeSpan.FromMilliseconds(300));
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _queue.Add(socket);
        try
        {
            await socket.ConnectAsync(_listener.LocalEndPoint!, soon.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
