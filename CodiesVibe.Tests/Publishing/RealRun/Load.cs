using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>
/// Traffic at the edge by a client of our own that never repeats a request, since those of .NET do and would hide a loss: connections that
/// are kept, and one per request; TLS and plain; the API, the page, and posts, which the API refuses.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Clients = 16;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private static readonly (string Method, string Path, string Status)[] s_requests =
        [("GET", "/api/tools?pageSize=1", "200"), ("GET", "/", "200"), ("POST", "/api/tools", "405")];

    private readonly (string Method, string Path, string Status)[] _asked;
    private readonly TimeSpan _pause;
    private readonly ServerMachine _machine;
    private readonly string _edge;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _clients;
    private int _answered;

    private Load(ServerMachine machine, string edge, string? path, int requestsPerSecond)
    {
        _pause = TimeSpan.FromSeconds(1) * Clients / requestsPerSecond;
        (_machine, _edge, _asked) = (machine, edge, [.. s_requests.Where(request => path is null || request.Path == path)]);
        _clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(number => RunAsync(number, isTls: number % 2 == 0, isKept: number % 4 < 2)));
    }

    /// <summary>What was not answered as it should have been.</summary>
    public ConcurrentQueue<string> Lost { get; } = [];

    /// <summary>The requests that were answered as they should be.</summary>
    public int Answered => _answered;

    /// <summary>Starts traffic, straight at the edge's container.</summary>
    /// <param name="machine">The server.</param>
    /// <param name="path">The only path that is requested; null for all paths.</param>
    /// <param name="requestsPerSecond">As many at most; fewer, where answers are slow.</param>
    public static async Task<Load> StartAsync(ServerMachine machine, string? path = null, int requestsPerSecond = 40)
    {
        var edge = (await RunningContainer.AllAsync(machine.Docker)).Single(container => container.Name == "nginx").Networks["codiesvibe-network"];
        return new(machine, edge, path, requestsPerSecond);
    }

    /// <summary>Ends the traffic; what is on its way is waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _clients;
        _end.Dispose();
    }

    private async Task RunAsync(int number, bool isTls, bool isKept)
    {
        Stream? connection = null;
        for (var count = number; !_end.IsCancellationRequested; count++)
        {
            var (method, path, status) = _asked[count % _asked.Length];
            using var limit = new CancellationTokenSource(s_patience);
            try
            {
                connection ??= await ConnectAsync(isTls, limit.Token);
                var (answer, isLast) = await AskAsync(connection, method, path, isKept, limit.Token);
                if (answer == status)
                {
                    Interlocked.Increment(ref _answered);
                }
                else
                {
                    Lost.Enqueue($"{method} {path}: {answer}");
                }

                connection = isLast ? await EndedAsync(connection) : connection;
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                Lost.Enqueue($"{method} {path}, {(isKept ? "kept" : "new")} connection: {exception.Message}");
                connection = connection is null ? null : await EndedAsync(connection);
            }

            await Task.Delay(_pause, CancellationToken.None);
        }

        if (connection is not null)
        {
            await EndedAsync(connection);
        }
    }

    private static async Task<Stream?> EndedAsync(Stream connection)
    {
        await connection.DisposeAsync();
        return null;
    }

    private async Task<Stream> ConnectAsync(bool isTls, CancellationToken token)
    {
        var socket = _machine.OnServer(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        await socket.ConnectAsync(_edge, isTls ? 443 : 8080, token);
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (!isTls)
        {
            return stream;
        }

        // Whose certificate it is, other tests ask.
#pragma warning disable CA5359
        var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, token);
        return tls;
    }

    /// <returns>The status, and whether the connection cannot be used again.</returns>
    private static async Task<(string Status, bool IsLast)> AskAsync(Stream connection, string method, string path, bool isKept, CancellationToken token)
    {
        var body = method == "POST" ? "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}" : "\r\n";
        await connection.WriteAsync(Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: {(isKept ? "keep-alive" : "close")}\r\n{body}"), token);
        var head = await HeadAsync(connection, token);
        var headers = head.Split("\r\n").Skip(1).Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        if (headers["Content-Length"].FirstOrDefault() is { } length)
        {
            await connection.ReadExactlyAsync(new byte[int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)], token);
        }
        else
        {
            await ChunksAsync(connection, token);
        }

        return (head.Split(' ')[1], headers["Connection"].Contains("close"));
    }

    private static async Task ChunksAsync(Stream connection, CancellationToken token)
    {
        int length;
        do
        {
            length = Convert.ToInt32((await LineAsync(connection, token)).Split(';')[0], 16);
            await connection.ReadExactlyAsync(new byte[length + 2], token);
        }
        while (length > 0);
    }

    private static async Task<string> HeadAsync(Stream connection, CancellationToken token)
    {
        var head = new StringBuilder();
        while (await LineAsync(connection, token) is { Length: > 0 } line)
        {
            head.Append(line).Append("\r\n");
        }

        return head.ToString();
    }

    private static async Task<string> LineAsync(Stream connection, CancellationToken token)
    {
        var line = new StringBuilder();
        var next = new byte[1];
        while (line is not [.., '\n'])
        {
            await connection.ReadExactlyAsync(next, token);
            line.Append((char)next[0]);
        }

        return line.ToString().TrimEnd();
    }
}
