using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dcp;

/// <summary>A running engine of our own. It outlives nobody: it ends with us at the latest.</summary>
internal sealed class DcpEngine : IAsyncDisposable
{
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(20);

    /// <summary>What is meant for the app host alone and must not reach the resources through the engine.</summary>
    private static readonly string[] s_private =
        ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "ASPIRE_LOGLEVEL"];

    private readonly DcpSession _session;
    private readonly DcpLogReceiver _log;
    private bool _stopped;

    private DcpEngine(string version, DcpSession session, DcpLogReceiver log, DcpClient client)
    {
        Version = version;
        Client = client;
        _session = session;
        _log = log;
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
            ];
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
            return new DcpEngine(version, session, log, client);

            Task PauseAsync(string what) => watch.Elapsed < options.StartTimeout
                ? Task.Delay(s_poll)
                : throw DcpCommand.Broken(options.EnginePath, command, $"{what} within {options.StartTimeout.TotalSeconds:0} s", log.Recent);
        }
        catch
        {
            client?.Dispose();
            if (log is not null)
            {
                await log.DisposeAsync().ConfigureAwait(false);
            }
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Stops every resource and the engine's API. Persistent things stay. About a second, and six more when a
    /// process ignores SIGTERM.
    /// </summary>
    /// <exception cref="DistributedApplicationException">Something is left over after 30 s.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopped = true;
        _log.IsStopping = true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_stopTimeout);
        try
        {
            await Client.StopEngineAsync(limit.Token).ConfigureAwait(false);
            await WaitAsync(() => _session.IsRemoved || _log.Connections == 0, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw LeftOver(s_stopTimeout, exception);
        }
    }

    /// <summary>Stops the engine if that was not done, and returns when its last process is gone (two to three seconds more).</summary>
    /// <exception cref="DistributedApplicationException">Something is left over.</exception>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(s_stopTimeout);
        try
        {
            if (!_stopped)
            {
                await StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
            await WaitAsync(() => _log.Connections == 0, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw LeftOver(s_stopTimeout, exception);
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

    private DistributedApplicationException LeftOver(TimeSpan after, Exception inner) => new(
        $"{_log.Connections} processes of the engine are still there {after.TotalSeconds:0} s after it was told to stop. "
        + $"They end when this process does; if they do not, end the 'dcp' processes that name '{_session.Folder}'.", inner);
}
