using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// Receives the log lines of an engine. Every process of the engine keeps a connection for its whole life, so this
/// is also how we know that they are gone.
/// </summary>
internal sealed class DcpLogReceiver : IAsyncDisposable
{
    private const int Remembered = 5;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _recent = [];
    private readonly ILogger _logger;
    private readonly Task _accepting;
    private int _connections;

    public DcpLogReceiver(string socketFile, ILogger logger)
    {
        _logger = logger;
        try
        {
            _listener.Bind(new UnixDomainSocketEndPoint(socketFile));
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new DistributedApplicationException(
                $"The path '{socketFile}' is too long for a socket. Set TMPDIR to a shorter folder.", exception);
        }
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>How many processes of the engine are alive.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The last lines, for the message of an error.</summary>
    public string Recent => string.Join('\n', _recent);

    /// <summary>An engine that stops reports errors because its parts vanish one after the other; they tell nothing.</summary>
    public bool IsStopping { get; set; }

    private async Task AcceptAsync()
    {
        List<Task> receiving = [];
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync(_end.Token).ConfigureAwait(false);
                Interlocked.Increment(ref _connections);
                receiving.Add(ReceiveAsync(connection));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(receiving).ConfigureAwait(false);
        }
    }

    private async Task ReceiveAsync(Socket connection)
    {
        try
        {
            using var reader = new StreamReader(new NetworkStream(connection, ownsSocket: true));
            while (await reader.ReadLineAsync(_end.Token).ConfigureAwait(false) is { } line)
            {
                Log(line);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            _logger.LogTrace(exception, "A process of the engine is gone, or we are.");
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    /// <summary>A line is: time, level, logger, message, details as JSON; with tabs between them.</summary>
    private void Log(string line)
    {
        _recent.Enqueue(line);
        if (_recent.Count > Remembered)
        {
            _recent.TryDequeue(out _);
        }
        var parts = line.Split('\t', 3);
        var level = parts.Length == 3 && parts[1] == "error" && !IsStopping ? LogLevel.Warning : LogLevel.Debug;
        _logger.Log(level, "{Line}", parts[^1].Replace('\t', ' '));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        _end.Dispose();
    }
}
