using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>
/// Clients of HTTP/2, which is TLS alone. Like a browser, they repeat what the edge says it has not processed (RFC 9113, section 8.7);
/// everything else that fails is lost.
/// </summary>
internal sealed class Http2Load : IAsyncDisposable
{
    private const int Clients = 4;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _clients;
    private int _answered;

    private Http2Load(ServerMachine machine, string edge) =>
        _clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RunAsync(machine, edge)));

    /// <summary>What was not answered with success.</summary>
    public ConcurrentQueue<string> Lost { get; } = [];

    /// <summary>The requests that were answered with success.</summary>
    public int Answered => _answered;

    /// <summary>Starts traffic, straight at the edge's container.</summary>
    public static async Task<Http2Load> StartAsync(ServerMachine machine) =>
        new(machine, (await RunningContainer.AllAsync(machine.Docker)).Single(container => container.Service == "nginx").Networks["codiesvibe-network"]);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _clients;
        _end.Dispose();
    }

    private async Task RunAsync(ServerMachine machine, string edge)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = machine.OnServer(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
                await socket.ConnectAsync(edge, 443, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        // Other tests check whose certificate it is.
#pragma warning disable CA5359
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        using var client = new HttpClient(handler)
        {
            BaseAddress = new("https://localhost"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = s_patience,
        };
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var answer = await client.GetAsync("/api/tools?pageSize=1", CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref _answered);
                }
                else
                {
                    Lost.Enqueue($"{(int)answer.StatusCode}");
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                Lost.Enqueue(exception.Message);
            }

            await Task.Delay(s_pause, CancellationToken.None);
        }
    }
}
