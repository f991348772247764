using System.Diagnostics;
using CodiesVibe.Publishing.Facts;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>The whole system, brought up by its README with one version of compose; it is taken down again at the end, and leaves nothing.</summary>
public abstract class ProductionSystem : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, TimeSpan> _ready = [];
    private readonly ProductionServer _server;
    private readonly ComposeVersion _compose;
    private Deployment? _deployment;
    private AlertListener? _alerts;

    private protected ProductionSystem(ProductionServer server, ComposeVersion compose) => (_server, _compose) = (server, compose);

    /// <summary>The system. Skips the test where it cannot run.</summary>
    internal Deployment Deployment
    {
        get
        {
            _ = _server.Machine;
            Assert.SkipWhen(_compose.Folder is null, _compose.Missing);
            return _deployment!;
        }
    }

    /// <summary>When each service was first seen well, from the first command on.</summary>
    internal IReadOnlyDictionary<string, TimeSpan> Ready => _ready;

    /// <summary>Where its alerts go.</summary>
    internal AlertListener Alerts => _alerts!;

    public async ValueTask InitializeAsync()
    {
        if (!_server.IsThere || _compose.Folder is null)
        {
            return;
        }

        await _server.Machine.ClearEngineAsync();
        _alerts = await AlertListener.StartAsync(_server.Machine);
        _deployment = new(_server.Machine, _compose);
        _deployment.Publish();
        await _deployment.PrepareAsync();
        await File.WriteAllTextAsync(_deployment.PathOf("secrets/slack-webhook-url"), _alerts.Address.AbsoluteUri);
        var (up, well) = (_deployment.StartAsync(), UntilWellAsync());
        await await Task.WhenAny(up, well);
        await Task.WhenAll(up, well);
    }

    /// <summary>Returns when every service is healthy, exactly.</summary>
    internal async Task UntilWellAsync()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var containers = await Deployment.ContainersAsync();
            var well = Expected().Where(service => containers.Any(container => (container.Service, container.State) == service)).ToList();
            well.ForEach(service => _ready.TryAdd(service.Name, watch.Elapsed));
            if (well.Count == Expected().Count())
            {
                return;
            }

            Assert.True(
                watch.Elapsed < s_patience && !containers.Any(container => container.State is "unhealthy" or "restarting"),
                $"Not healthy: {await Deployment.LogsAsync()}");
            await Task.Delay(500);
        }
    }

    /// <summary>The containers are those that are to be there, and each is well.</summary>
    internal async Task CheckStatesAsync() => Assert.Equal(
        Expected().OrderBy(service => service.Name, StringComparer.Ordinal),
        (await Deployment.ContainersAsync()).Select(container => (Name: container.Service, container.State)).OrderBy(service => service.Name, StringComparer.Ordinal));

    /// <summary>The containers of infrastructure and production, and the state of each where all is well.</summary>
    internal IEnumerable<(string Name, string State)> Expected() => Deployment.Model.Services
        .Where(service => service.Facts is { Profile: null, Tier: not Tier.Tunnel })
        .Select(service => (service.Name, service.Facts.Probe is null ? "running" : "healthy"))
        .Append(("wait-for-infra", "exited 0"));

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_deployment is not null)
        {
            await _deployment.StopAsync();
        }

        if (_alerts is not null)
        {
            await _alerts.DisposeAsync();
        }
    }
}
