using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>A running engine of our own. It outlives nobody: it ends with us at the latest.</summary>
internal sealed class DcpEngine : IAsyncDisposable
{
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(30);

    /// <summary>After this a container that has not got past starting is not waited for: the engine would wait for ever.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(20);

    /// <summary>What is meant for the app host alone and must not reach the resources through the engine.</summary>
    private static readonly string[] s_private =
        ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "ASPIRE_LOGLEVEL"];

    private readonly DcpSession _session;
    private readonly DcpLogReceiver _log;
    private readonly ILogger _logger;
    private bool _stopped;
    private bool _disposed;

    private DcpEngine(string version, DcpSession session, DcpLogReceiver log, DcpClient client, ILogger logger)
    {
        Version = version;
        Client = client;
        _session = session;
        _log = log;
        _logger = logger;
    }

    /// <summary>The engine's own version, such as <c>0.25.13</c>.</summary>
    public string Version { get; }

    /// <summary>Talks to this engine; lives as long as the engine does.</summary>
    public DcpClient Client { get; }

    /// <summary>The engine's private folder; gone when the engine is.</summary>
    public string SessionFolder => _session.Folder;

    /// <summary>Starts an engine and returns when its API answers.</summary>
    /// <exception cref="DistributedApplicationException">The engine is broken or did not come up in time.</exception>
    public static async Task<DcpEngine> StartAsync(
        DcpEngineOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var environment = s_private.ToDictionary(name => name, _ => (string?)null);
        foreach (var (name, value) in options.Environment)
        {
            environment[name] = value;
        }
        var version = await DcpVersion.ReadAsync(options.EnginePath, environment, cancellationToken).ConfigureAwait(false);
        var engine = await LaunchAsync(options, version, environment, logger).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested)
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        return engine;
    }

    /// <summary>Takes no token: once forked, an engine can be ended only through its API.</summary>
    private static async Task<DcpEngine> LaunchAsync(
        DcpEngineOptions options, string version, Dictionary<string, string?> environment, ILogger logger)
    {
        var watch = Stopwatch.StartNew();
        var session = new DcpSession();
        DcpLogReceiver? log = null;
        DcpClient? client = null;
        try
        {
            log = new DcpLogReceiver(session.LogSocket, logger);
            environment["DCP_SESSION_FOLDER"] = session.Folder;
            environment["DCP_LOG_SOCKET"] = session.LogSocket;
            string[] command =
            [
                "start-apiserver", "--detach", "--kubeconfig", session.KubeconfigFile,
                "--monitor", $"{options.MonitoredProcess}", "--monitor-interval", "1",
                "--tls-cert-file", session.CertificateFile, "--tls-key-file", session.KeyFile,
                .. options.ContainerRuntime is { } runtime ? new[] { "--container-runtime", runtime } : [],
            ];
            logger.LogDebug("Engine {Version} starts", version);
            await DcpCommand.RunAsync(options.EnginePath, command, environment, options.StartTimeout, CancellationToken.None).ConfigureAwait(false);

            DcpKubeconfig? access;
            while ((access = DcpKubeconfig.TryRead(session.KubeconfigFile)) is null)
            {
                await PauseAsync("wrote no kubeconfig").ConfigureAwait(false);
            }
            client = new DcpClient(access, session.Certificate);
            while (!await client.IsReadyAsync(CancellationToken.None).ConfigureAwait(false))
            {
                await PauseAsync("opened no API").ConfigureAwait(false);
            }
            logger.LogDebug("Engine {Version} is ready after {Elapsed} ms", version, watch.ElapsedMilliseconds);
            return new DcpEngine(version, session, log, client, logger);

            Task PauseAsync(string missing) =>
                session.IsRemoved ? throw Failed("ended at once")
                : watch.Elapsed > options.StartTimeout ? throw Failed($"{missing} within {options.StartTimeout.TotalSeconds:0} s")
                : Task.Delay(s_poll);

            DistributedApplicationException Failed(string what) =>
                DcpCommand.Broken(options.EnginePath, command, what, log.Recent);
        }
        catch
        {
            client?.Dispose();
            if (log is not null)
            {
                KillServers(log);
                await log.DisposeAsync().ConfigureAwait(false);
            }
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Stops every resource and then the engine; persistent resources stay. About a second, and six more when a
    /// process ignores SIGTERM or leaves children behind.
    /// </summary>
    /// <exception cref="DistributedApplicationException">Something is left over after 30 s.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopped = true;
        var watch = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_stopTimeout);
        try
        {
            // The controllers come up after the API. Told to stop before that, the engine would leave them behind.
            await WaitAsync(() => _log.Servers.Count != 1 || watch.Elapsed > s_patience, limit.Token).ConfigureAwait(false);
            await Client.StopEngineAsync(limit.Token).ConfigureAwait(false);
            _logger.LogDebug("Engine {Version} stops its resources", Version);
            await WaitAsync(() => IsCleanedUp() || watch.Elapsed > s_patience, limit.Token).ConfigureAwait(false);
            if (!IsCleanedUp())
            {
                await Client.ReleaseStartingContainersAsync(limit.Token).ConfigureAwait(false);
                await WaitAsync(IsCleanedUp, limit.Token).ConfigureAwait(false);
            }
            // The controllers have nothing to do now, but would take two to thirty seconds to find that out.
            KillServers(_log);
            await WaitAsync(() => _log.Servers.Count == 0, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Abandon(exception);
        }

        bool IsCleanedUp() => _session.IsRemoved || _log.Processes.Count == 0;
    }

    /// <summary>
    /// Stops the engine, if that was not done, and returns when its last process is gone: the guards of what it
    /// ran take up to four seconds more.
    /// </summary>
    /// <exception cref="DistributedApplicationException">Something is left over.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }
        _disposed = true;
        try
        {
            if (!_stopped)
            {
                await StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
            using var limit = new CancellationTokenSource(s_stopTimeout);
            await WaitAsync(() => _log.Processes.Count == 0, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw Abandon(exception);
        }
        finally
        {
            Client.Dispose();
            await _log.DisposeAsync().ConfigureAwait(false);
            _session.Dispose();
        }
    }

    private static async Task WaitAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An engine that hangs would not even end with us. The guards end the programs that it ran.</summary>
    private DistributedApplicationException Abandon(Exception inner)
    {
        var processes = string.Join(", ", _log.Processes);
        KillServers(_log);
        return new DistributedApplicationException(
            $"The engine had not cleaned up {s_stopTimeout.TotalSeconds:0} s after it was told to stop (processes {processes}) and was killed. "
            + "Containers and networks may be left over: see `docker ps -a` and `docker network ls`.",
            inner);
    }

    private static void KillServers(DcpLogReceiver log)
    {
        foreach (var process in log.Servers)
        {
            process.Kill();
        }
    }
}
