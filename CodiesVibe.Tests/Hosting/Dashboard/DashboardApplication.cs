using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using V1 = Aspire.Hosting.Dashboard.V1;

namespace CodiesVibe.Tests.Hosting.Dashboard;

/// <summary>Resources that nothing runs, behind the real resource service and, if asked for, the real dashboard.</summary>
internal sealed class DashboardApplication : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stopping = new();
    private ResourceServiceHost? _resourceService;
    private Task _feed = Task.CompletedTask;
    private GrpcChannel? _channel;

    private DashboardApplication(ServiceProvider services, LogCapture log)
    {
        _services = services;
        Log = log;
    }

    public LogCapture Log { get; }

    public DashboardOptions Options => _services.GetRequiredService<DashboardOptions>();

    public ResourceNotificationService Notifications => _services.GetRequiredService<ResourceNotificationService>();

    public ResourceLoggerService Loggers => _services.GetRequiredService<ResourceLoggerService>();

    public DashboardHost Host => _services.GetRequiredService<DashboardHost>();

    public IInteractionService Interactions => _services.GetRequiredService<IInteractionService>();

    /// <summary>A client that shows the key.</summary>
    public V1.DashboardService.DashboardServiceClient Client => new(_channel);

    /// <summary>What goes with every call.</summary>
    public CallOptions Call => new(
        headers: new Metadata { { "x-resource-service-api-key", Options.ResourceServiceApiKey } },
        deadline: DateTime.UtcNow.AddSeconds(60),
        cancellationToken: TestContext.Current.CancellationToken);

    public static DashboardApplication Create(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value))
            .Build();
        var log = new LogCapture();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(log))
            .AddSingleton<IHostApplicationLifetime, NoLifetime>()
            .AddSingleton<ResourceNotificationService>()
            .AddSingleton<ResourceLoggerService>()
            .AddSingleton<ResourceCommandService>()
            .AddDashboard(DashboardOptions.FromConfiguration(configuration, "Sample"));
        return new DashboardApplication(services.BuildServiceProvider(), log);
    }

    /// <summary>Serves the resources, without a dashboard.</summary>
    public async Task ServeAsync()
    {
        _feed = _services.GetRequiredService<ResourceFeed>().RunAsync(_stopping.Token);
        _resourceService = await ResourceServiceHost.StartAsync(_services, TestContext.Current.CancellationToken);
        _channel = GrpcChannel.ForAddress(Options.ResourceService.Text);
    }

    /// <summary>Starts the dashboard and waits until it says where to log in.</summary>
    public async Task<string> StartDashboardAsync()
    {
        await Host.StartAsync(TestContext.Current.CancellationToken);
        const string login = "Login to the dashboard at ";
        var line = await Eventually.GetAsync("the dashboard prints its address", () =>
            Log.Lines.FirstOrDefault(l => l.Contains(login, StringComparison.Ordinal) || l.StartsWith("Error", StringComparison.Ordinal)));
        Assert.Contains(login, line, StringComparison.Ordinal);
        return line[(line.IndexOf(login, StringComparison.Ordinal) + login.Length)..];
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _feed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _channel?.Dispose();
        if (_resourceService is not null)
        {
            await _resourceService.DisposeAsync();
        }

        await _services.DisposeAsync();
        _stopping.Dispose();
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
