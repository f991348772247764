using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.Tests.AppHost;

/// <summary>The whole system, started once for all tests of the collection, with data of its own and every port a free one.</summary>
[CollectionDefinition(nameof(RunningSystem))]
public sealed class RunningSystem : IAsyncLifetime, ICollectionFixture<RunningSystem>
{
    // The first start on a machine fetches the packages of the front end.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ChangeTimeout = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("codiesvibe-system-");
    private readonly CancellationTokenSource watching = new();
    private readonly ConcurrentQueue<ResourceEvent> history = new();
    private IDistributedApplicationTestingBuilder? builder;
    private DistributedApplication? application;
    private Task watch = Task.CompletedTask;

    public DistributedApplication Application => application!;

    /// <summary>Every state that a resource was in, in order, from before the start.</summary>
    public IReadOnlyList<ResourceEvent> History => [.. history];

    public async ValueTask InitializeAsync()
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.CodiesVibe_AppHost>(["--AppHost:Runtime=processes", $"--AppHost:DataDirectory={data.FullName}"], timeout.Token);
        application = await builder.BuildAsync(timeout.Token);
        watch = WatchAsync();
        await application.StartAsync(timeout.Token);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("nginx", timeout.Token);
    }

    public HttpClient Edge() => Application.CreateHttpClient("nginx");

    public HttpClient Backend() => Application.CreateHttpClient("backend");

    /// <summary>The process of a resource.</summary>
    public int ProcessOf(string resource)
    {
        Assert.True(Application.ResourceNotifications.TryGetCurrentState(Find(resource).ResourceId, out var current));
        return ProcessOf(current);
    }

    /// <summary>Calls a command by what its button says.</summary>
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

    /// <summary>Lets a process neither work nor end, as a server does that hangs.</summary>
    public static void Pause(int process) => Assert.Equal(0, Signal(process, OperatingSystem.IsMacOS() ? 17 : 19));

    public static void Resume(int process) => Assert.Equal(0, Signal(process, OperatingSystem.IsMacOS() ? 19 : 18));

    public async ValueTask DisposeAsync()
    {
        await watching.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (application is not null)
        {
            await application.DisposeAsync();
        }

        if (builder is not null)
        {
            await builder.DisposeAsync();
        }

        watching.Dispose();
        data.Delete(recursive: true);
    }

    private async Task<ResourceEvent> WaitForAsync(string resource, Func<ResourceEvent, bool> condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(ChangeTimeout);
        return await Application.ResourceNotifications.WaitForResourceAsync(resource, condition, timeout.Token);
    }

    private ResourceEvent Find(string resource) => history.Last(e => e.Resource.Name == resource);

    private static int ProcessOf(ResourceEvent instance) =>
        Convert.ToInt32(instance.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value, CultureInfo.InvariantCulture);

    private async Task WatchAsync()
    {
        await foreach (var change in Application.ResourceNotifications.WatchAsync(watching.Token))
        {
            history.Enqueue(change);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
