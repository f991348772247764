using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Garnet;
using Garnet.server.Auth.Settings;

namespace CodiesVibe.DevServers.Redis;

/// <summary>
/// Garnet on the loopback address, sized for a developer's cache: about 64 MB of entries, then the oldest go. Entries are written
/// to the data folder in the background: a clean stop keeps them all, a crash may lose the last ones and never prevents a start.
/// </summary>
internal sealed class GarnetHost : IAsyncDisposable
{
    private readonly FileStream _folderLock;
    private readonly ILoggerFactory _loggers;
    private readonly GarnetServer _server;
    private volatile bool _started;

    private GarnetHost(string dataFolder, int port, string? password)
    {
        using ReservedPort reserved = Reserve(port);
        Port = reserved.Number;
        _folderLock = Lock(dataFolder);
        // Until it has started, every error leads to the one exception below; Garnet's log would only repeat it.
        _loggers = LoggerFactory.Create(logging => logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter(level => _started && level >= LogLevel.Warning));
        try
        {
            _server = new GarnetServer(
                Options(Path.GetFullPath(dataFolder), Port),
                _loggers,
                authenticationSettingsOverride: string.IsNullOrEmpty(password) ? null : new PasswordAuthenticationSettings(password));
            _server.Start();
        }
        catch (Exception exception) // damaged files can lead to any exception
        {
            _server?.Dispose();
            _loggers.Dispose();
            _folderLock.Dispose();
            throw new StartupException(
                $"The cache in '{dataFolder}' cannot be opened: {exception.Message.TrimEnd('.')}. The folder contains only cached entries: delete it and start again.",
                exception);
        }

        _started = true;
    }

    /// <summary>The TCP port that clients connect to.</summary>
    public int Port { get; }

    /// <summary>Recovers the entries in <paramref name="dataFolder"/>; clients can connect when this returns.</summary>
    /// <param name="dataFolder">The folder, which is created if necessary; only one server at a time may use it.</param>
    /// <param name="port">0 for any free port.</param>
    /// <param name="password">What clients must authenticate with, in ASCII; null or empty for no password.</param>
    /// <exception cref="StartupException">The port is taken, or the folder is in use, not writable or damaged.</exception>
    public static GarnetHost Start(string dataFolder, int port, string? password) => new(dataFolder, port, password);

    /// <summary>Forwards the log of Garnet.</summary>
    public void SendLogs(ILoggerFactory logs) => _loggers.AddProvider(new ForwardingProvider(logs));

    public async ValueTask DisposeAsync()
    {
        await _server.Store.CommitAOFAsync(CancellationToken.None);
        _server.Dispose();
        _loggers.Dispose();
        await _folderLock.DisposeAsync();
    }

    private static ReservedPort Reserve(int port)
    {
        try
        {
            return new ReservedPort(port);
        }
        catch (SocketException exception)
        {
            throw new StartupException(
                $"The cache cannot listen on {new IPEndPoint(IPAddress.Loopback, port)}: {exception.Message}. Stop the program that uses the port, or set PORT to another port.",
                exception);
        }
    }

    private static FileStream Lock(string dataFolder)
    {
        try
        {
            Directory.CreateDirectory(dataFolder);
            return new FileStream(Path.Combine(dataFolder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The data folder '{dataFolder}' cannot be used: {exception.Message} Stop the server that uses it, or choose a writable folder with --data.",
                exception);
        }
    }

    /// <summary>Its loggers belong to another factory, which disposes them.</summary>
    private sealed class ForwardingProvider(ILoggerFactory logs) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logs.CreateLogger(categoryName);

        public void Dispose()
        {
        }
    }

    private static string[] Options(string dataFolder, int port) =>
    [
        "--bind", IPAddress.Loopback.ToString(), "--port", port.ToString(CultureInfo.InvariantCulture),
        "-q", "true", "--lua", "true",
        "--memory", "64m", "--page", "1m", "--index", "4m",
        "--checkpointdir", dataFolder, "--recover", "true", "--fail-on-recovery-error", "true",
        // The log is cut at a checkpoint every few seconds, so that neither the folder nor the time to recover grows with use.
        "--aof", "true", "--aof-memory", "8m", "--aof-page-size", "2m", "--aof-segment-size", "8m",
        "--aof-size-limit", "16m", "--aof-size-limit-enforce-frequency", "5",
        // Garnet's default device on Linux needs libaio, which most machines lack.
        "--device-type", "RandomAccess",
    ];
}
