using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// Receives the log lines of an engine. Every process of the engine keeps a connection for its whole life, so this
/// is also how we know them, and that they are gone.
/// </summary>
internal sealed class DcpLogReceiver : IAsyncDisposable
{
    private const int Remembered = 5;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _recent = [];
    private readonly ConcurrentDictionary<Socket, DcpProcess> _processes = [];
    private readonly ILogger _logger;
    private readonly Task _accepting;

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

    /// <summary>All living processes of the engine.</summary>
    public IReadOnlyList<DcpProcess> Processes => [.. _processes.Values];

    /// <summary>The API and the controllers, without the guards that each child of the engine has.</summary>
    public IReadOnlyList<DcpProcess> Servers => [.. _processes.Values.Where(process => process.IsServer)];

    /// <summary>The last lines, for the message of an error.</summary>
    public string Recent => string.Join('\n', _recent);

    private async Task AcceptAsync()
    {
        List<Task> receiving = [];
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync(_end.Token).ConfigureAwait(false);
                var process = _processes[connection] = DcpProcess.At(connection);
                receiving.Add(ReceiveAsync(connection, process));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(receiving).ConfigureAwait(false);
        }
    }

    private async Task ReceiveAsync(Socket connection, DcpProcess process)
    {
        try
        {
            using var reader = new StreamReader(new NetworkStream(connection, ownsSocket: true));
            while (await reader.ReadLineAsync(_end.Token).ConfigureAwait(false) is { } line)
            {
                process.Note(line);
                Log(line);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            _logger.LogTrace(exception, "A process of the engine is gone, or we are.");
        }
        finally
        {
            _processes.TryRemove(connection, out _);
        }
    }

    /// <summary>
    /// A line is: time, level, logger, message, details as JSON; with tabs between them. Its level is not ours: what
    /// goes wrong with a resource shows in its state and log, the rest is for whoever looks into the engine.
    /// </summary>
    private void Log(string line)
    {
        _recent.Enqueue(line);
        if (_recent.Count > Remembered)
        {
            _recent.TryDequeue(out _);
        }
        _logger.LogDebug("{Line}", line.Replace('\t', ' '));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        _end.Dispose();
    }
}
