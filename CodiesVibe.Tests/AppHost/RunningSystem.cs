using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.Tests.AppHost;

/// <summary>The whole system, started once for all tests of the collection, with its own data and dynamic ports.</summary>
[CollectionDefinition(nameof(RunningSystem))]
public sealed class RunningSystem : IAsyncLifetime, ICollectionFixture<RunningSystem>
{
    // The first start on a machine fetches the packages of the front end.
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_changeTimeout = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("codiesvibe-system-");
    private readonly CancellationTokenSource _watching = new();
    private readonly ConcurrentQueue<ResourceEvent> _history = new();
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _application;
    private Task _watch = Task.CompletedTask;

    public DistributedApplication Application => _application!;

    /// <summary>All states of the resources in order, from before the start.</summary>
    public IReadOnlyList<ResourceEvent> History => [.. _history];

    public async ValueTask InitializeAsync()
    {
        using var timeout = new CancellationTokenSource(s_startTimeout);
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.CodiesVibe_AppHost>(["--AppHost:Runtime=processes", $"--AppHost:DataDirectory={_data.FullName}"], timeout.Token);
        _application = await _builder.BuildAsync(timeout.Token);
        _watch = WatchAsync();
        await _application.StartAsync(timeout.Token);
        await _application.ResourceNotifications.WaitForResourceHealthyAsync("nginx", timeout.Token);
    }

    public HttpClient Edge() => Application.CreateHttpClient("nginx");

    public HttpClient Backend() => Application.CreateHttpClient("backend");

    /// <summary>The process of a resource.</summary>
    public int ProcessOf(string resource)
    {
        Assert.True(Application.ResourceNotifications.TryGetCurrentState(Find(resource).ResourceId, out var current));
        return ProcessOf(current);
    }

    /// <summary>Runs a command by its display name.</summary>
    public async Task ExecuteAsync(string resource, string command)
    {
        var instance = Find(resource);
        var name = instance.Snapshot.Commands.Single(c => c.DisplayName == command).Name;
        var result = await Application.ResourceCommands.ExecuteCommandAsync(instance.ResourceId, name, TestContext.Current.CancellationToken);
        Assert.True(result.Success, $"{command} of {resource}: {result.Message}");
    }

    public Task<ResourceEvent> WaitForHealthAsync(string resource, HealthStatus health) => WaitForAsync(resource, e => e.Snapshot.HealthStatus == health);

    /// <summary>Waits until the resource is healthy in another process than before.</summary>
    public Task<ResourceEvent> WaitForSuccessorAsync(string resource, int process) =>
        WaitForAsync(resource, e => e.Snapshot.HealthStatus == HealthStatus.Healthy && ProcessOf(e) is > 0 and var now && now != process);

    /// <summary>Suspends a process, like a server that hangs.</summary>
    public static void Pause(int process) => Assert.Equal(0, Signal(process, OperatingSystem.IsMacOS() ? 17 : 19));

    public static void Resume(int process) => Assert.Equal(0, Signal(process, OperatingSystem.IsMacOS() ? 19 : 18));

    public async ValueTask DisposeAsync()
    {
        await _watching.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }

        _watching.Dispose();
        _data.Delete(recursive: true);
    }

    private async Task<ResourceEvent> WaitForAsync(string resource, Func<ResourceEvent, bool> condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(s_changeTimeout);
        return await Application.ResourceNotifications.WaitForResourceAsync(resource, condition, timeout.Token);
    }

    private ResourceEvent Find(string resource) => _history.Last(e => e.Resource.Name == resource);

    private static int ProcessOf(ResourceEvent instance) =>
        Convert.ToInt32(instance.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value, CultureInfo.InvariantCulture);

    private async Task WatchAsync()
    {
        await foreach (var change in Application.ResourceNotifications.WatchAsync(_watching.Token))
        {
            _history.Enqueue(change);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
