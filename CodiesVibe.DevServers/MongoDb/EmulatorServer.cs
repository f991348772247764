using System.Net;
using System.Net.Sockets;
using CodiesVibe.DevServers.MongoDb.Commands;

namespace CodiesVibe.DevServers.MongoDb;

/// <summary>Listens and serves clients until it is stopped.</summary>
internal sealed class EmulatorServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CommandDispatcher _dispatcher;
    private readonly ServerActivity _activity;

    /// <param name="emulator">The emulator to serve.</param>
    /// <param name="address">Where to listen; port 0 for any free one.</param>
    /// <exception cref="StartupException">The address cannot be used.</exception>
    public EmulatorServer(Emulator emulator, IPEndPoint address)
    {
        _dispatcher = new CommandDispatcher(emulator);
        _activity = emulator.Activity;
        _listener = new TcpListener(address);
        try
        {
            _listener.Start();
        }
        catch (SocketException e)
        {
            throw new StartupException(
                $"The MongoDB emulator cannot listen on port {address.Port} ({e.Message}). Stop the program that uses it, or set {MongoDbOptions.PortVariable} to another port, or to 0 for any free port.", e);
        }
    }

    public EndPoint Address => _listener.LocalEndpoint;

    /// <summary>Returns once it is cancelled and every client's last command has ended.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var clients = new List<Task>();
        try
        {
            for (var next = 1; ; next++)
            {
                var id = next;
                var client = await _listener.AcceptTcpClientAsync(cancellation);
                clients.RemoveAll(t => t.IsCompleted);
                clients.Add(Task.Run(() => ServeAsync(client, id, cancellation), CancellationToken.None));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client, int id, CancellationToken cancellation)
    {
        _activity.Connected();
        try
        {
            await new ClientConnection(client, id, _dispatcher).RunAsync(cancellation);
        }
        finally
        {
            _activity.Disconnected();
        }
    }

    public void Dispose() => _listener.Dispose();
}
