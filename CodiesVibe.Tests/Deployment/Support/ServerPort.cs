using System.Net;
using System.Net.Sockets;
using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>A port on the loopback of this machine, from which connections go on to an address that only the server can reach.</summary>
internal sealed class ServerPort : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    /// <param name="machine">The server.</param>
    /// <param name="target">Finds the address, which may change; null closes a connection.</param>
    public ServerPort(ServerMachine machine, Func<Task<IPEndPoint?>> target)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(machine, target);
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync(ServerMachine machine, Func<Task<IPEndPoint?>> target)
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ForwardAsync(await _listener.AcceptSocketAsync(_end.Token), machine, target));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(Socket client, ServerMachine machine, Func<Task<IPEndPoint?>> target)
    {
        await using var near = new NetworkStream(client, ownsSocket: true);
        if (await target() is not { } address)
        {
            return;
        }

        using var server = machine.OnServer(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        try
        {
            await server.ConnectAsync(address, _end.Token);
            await using var far = new NetworkStream(server);
            await Task.WhenAny(near.CopyToAsync(far, _end.Token), far.CopyToAsync(near, _end.Token));
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The client sees its connection end.
        }
    }
}
