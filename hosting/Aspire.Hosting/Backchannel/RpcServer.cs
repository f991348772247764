using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using StreamJsonRpc;

namespace Aspire.Hosting.Backchannel;

/// <summary>
/// A unix socket at which any number of clients call the public methods of some objects, as JSON-RPC 2.0 with length headers. Disposing
/// of it ends all calls and removes the socket.
/// </summary>
internal sealed class RpcServer : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string path;
    private readonly Func<IEnumerable<object>> targets;
    private readonly Socket listener;
    private readonly ConcurrentDictionary<object, Func<Task>> clients = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;

    private RpcServer(string path, Socket listener, Func<IEnumerable<object>> targets)
    {
        this.path = path;
        this.listener = listener;
        this.targets = targets;
        accepting = AcceptAsync();
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="path">Of the socket; its folder exists.</param>
    /// <param name="targets">The objects for one client, asked for once for each.</param>
    /// <exception cref="DistributedApplicationException">The system refuses the socket; the message names it and the reason.</exception>
    public static RpcServer Listen(string path, Func<IEnumerable<object>> targets)
    {
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new DistributedApplicationException($"The socket '{path}' cannot be opened: its folder does not exist.");
        }

        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }

            listener.Listen();
            return new(path, listener, targets);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentOutOfRangeException)
        {
            listener.Dispose();
            var reason = exception is SocketException ? exception.Message : $"the path has {Encoding.UTF8.GetByteCount(path)} bytes, more than the system allows";
            throw new DistributedApplicationException($"The socket '{path}' cannot be opened: {reason}.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await accepting.ConfigureAwait(false);
        listener.Dispose();
        File.Delete(path);
        await Task.WhenAll(clients.Values.Select(end => end())).ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Serve(await listener.AcceptAsync(stopping.Token).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    // Apart, so that the library is loaded for the first client and not for the start of every application.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Serve(Socket connection)
    {
        var stream = new NetworkStream(connection, ownsSocket: true);
        var client = new RpcConnection(new HeaderDelimitedMessageHandler(stream, new SystemTextJsonFormatter { JsonSerializerOptions = new(JsonSerializerDefaults.Web) }))
        {
            // Whoever follows something never ends by itself, and a client that is killed says no goodbye.
            CancelLocallyInvokedMethodsWhenConnectionIsClosed = true,
        };
        foreach (var target in targets())
        {
            client.AddLocalRpcTarget(target);
        }

        clients[client] = client.EndAsync;
        client.Disconnected += (_, _) => clients.TryRemove(client, out _);
        client.StartListening();
    }
}
