using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>
/// Traffic at the edge: connections that are kept, and one per request; TLS and plain; the API, the page, and posts, which the API refuses.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Clients = 16;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private static readonly EdgeRequest[] s_short = [new("GET", "/api/tools?pageSize=1"), new("GET", "/"), new("POST", "/api/tools", "405", BodyParts: 1)];

    private readonly ServerMachine _machine;
    private readonly string _edge;
    private readonly IReadOnlyList<EdgeRequest> _short;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _clients;
    private int _answered;

    private Load(ServerMachine machine, string edge, IReadOnlyList<EdgeRequest> requests, TimeSpan pause, IReadOnlyList<EdgeRequest> longRequests)
    {
        (_machine, _edge, _short) = (machine, edge, requests);
        _clients = Task.WhenAll(
        [
            .. Enumerable.Range(0, Clients).Select(number => RunAsync(number, requests, pause)),
            .. Enumerable.Range(0, longRequests.Count * 4).Select(number => RunAsync(number, longRequests, TimeSpan.Zero)),
        ]);
    }

    /// <summary>What was not answered as it should have been.</summary>
    public ConcurrentQueue<string> Lost { get; } = [];

    /// <summary>The requests that were answered as they should be.</summary>
    public int Answered => _answered;

    /// <summary>How long each of the short requests took that were answered as they should be.</summary>
    public ConcurrentBag<TimeSpan> Durations { get; } = [];

    /// <summary>Starts traffic, straight at the edge's container.</summary>
    /// <param name="machine">The server.</param>
    /// <param name="path">The only path that is requested; all of them if it is null.</param>
    /// <param name="requestsPerSecond">The most requests in a second; there are fewer if answers are slow.</param>
    /// <param name="longRequests">Requests that take long, of which there are always some.</param>
    public static async Task<Load> StartAsync(ServerMachine machine, string? path = null, int requestsPerSecond = 20, params EdgeRequest[] longRequests)
    {
        var edge = (await RunningContainer.AllAsync(machine.Docker)).Single(container => container.Service == "nginx").Networks["codiesvibe-network"];
        return new(machine, edge, [.. s_short.Where(request => path is null || request.Path == path)], TimeSpan.FromSeconds(1) * Clients / requestsPerSecond, longRequests);
    }

    /// <summary>Ends the traffic; what is on its way is waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _clients;
        _end.Dispose();
    }

    private async Task RunAsync(int number, IReadOnlyList<EdgeRequest> requests, TimeSpan pause)
    {
        var (isTls, isKept) = (number % 2 == 0, number % 4 < 2);
        EdgeConnection? connection = null;
        for (var count = number; !_end.IsCancellationRequested; count++)
        {
            var request = requests[count % requests.Count];
            using var limit = new CancellationTokenSource(s_patience);
            try
            {
                var start = Stopwatch.GetTimestamp();
                connection ??= await EdgeConnection.OpenAsync(_machine, number, _edge, isTls, limit.Token);
                var (status, isLast) = await connection.SendAsync(request, isKept, limit.Token);
                if (status == request.Status)
                {
                    Interlocked.Increment(ref _answered);
                    if (requests == _short)
                    {
                        Durations.Add(Stopwatch.GetElapsedTime(start));
                    }
                }
                else
                {
                    Lost.Enqueue($"{request.Method} {request.Path}: {status}");
                }

                connection = isLast ? await EndedAsync(connection) : connection;
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                Lost.Enqueue($"{request.Method} {request.Path}, {(isKept ? "kept" : "new")} connection: {exception.Message}");
                connection = connection is null ? null : await EndedAsync(connection);
            }

            await Task.Delay(pause, CancellationToken.None);
        }

        if (connection is not null)
        {
            await EndedAsync(connection);
        }
    }

    private static async Task<EdgeConnection?> EndedAsync(EdgeConnection connection)
    {
        await connection.DisposeAsync();
        return null;
    }
}
