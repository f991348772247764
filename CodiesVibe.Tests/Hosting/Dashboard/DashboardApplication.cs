#pragma warning disable ASPIREINTERACTION001
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Parameters;
using Aspire.Hosting.UserSecrets;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;
using V1 = Aspire.Hosting.Dashboard.V1;

namespace CodiesVibe.Tests.Hosting.Dashboard;

/// <summary>Resources that nothing runs, behind the real resource service and, if asked for, the real dashboard.</summary>
internal sealed class DashboardApplication : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly CancellationTokenSource stopping = new();
    private ResourceServiceHost? resourceService;
    private Task feed = Task.CompletedTask;
    private GrpcChannel? channel;

    private DashboardApplication(ServiceProvider services, LogCapture log)
    {
        this.services = services;
        Log = log;
    }

    public LogCapture Log { get; }

    public DashboardOptions Options => services.GetRequiredService<DashboardOptions>();

    public ResourceNotificationService Notifications => services.GetRequiredService<ResourceNotificationService>();

    public ResourceLoggerService Loggers => services.GetRequiredService<ResourceLoggerService>();

    public DashboardHost Host => services.GetRequiredService<DashboardHost>();

    public IInteractionService Interactions => services.GetRequiredService<IInteractionService>();

    /// <summary>A client that shows the key.</summary>
    public V1.DashboardService.DashboardServiceClient Client => new(channel);

    /// <summary>What goes with every call.</summary>
    public CallOptions Call => new(
        headers: new Metadata { { "x-resource-service-api-key", Options.ResourceServiceApiKey } },
        deadline: DateTime.UtcNow.AddSeconds(60),
        cancellationToken: TestContext.Current.CancellationToken);

    public static DashboardApplication Create(params (string Key, string Value)[] settings) => Create(secrets: null, settings);

    public static DashboardApplication Create(UserSecretsFile? secrets, params (string Key, string Value)[] settings)
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
            .AddSingleton(provider => new ResourceCommandService(
                provider.GetRequiredService<ResourceNotificationService>(), provider.GetRequiredService<ResourceLoggerService>(), provider))
            .AddSingleton(new DistributedApplicationModel(new ResourceCollection()))
            .AddSingleton(new DcpLocator(configuration, appHost: null, home: Path.GetTempPath()))
            .AddDashboard(DashboardOptions.FromConfiguration(configuration, "Sample"))
            .AddSingleton<ParameterProcessor>();
        if (secrets is not null)
        {
            services.AddSingleton(secrets);
        }

        return new DashboardApplication(services.BuildServiceProvider(), log);
    }

    /// <summary>Serves the resources, without a dashboard.</summary>
    public async Task ServeAsync()
    {
        feed = services.GetRequiredService<ResourceFeed>().RunAsync(stopping.Token);
        resourceService = await ResourceServiceHost.StartAsync(services, TestContext.Current.CancellationToken);
        channel = GrpcChannel.ForAddress(Options.ResourceService.Text);
    }

    /// <summary>Adds parameters and gives them their values, as far as they have one.</summary>
    public Task StartParametersAsync(params ReadOnlySpan<ParameterResource> parameters)
    {
        foreach (var parameter in parameters)
        {
            services.GetRequiredService<DistributedApplicationModel>().Resources.Add(parameter);
        }

        return services.GetRequiredService<ParameterProcessor>().StartAsync(TestContext.Current.CancellationToken);
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

    /// <summary>Ends the resource service while clients are connected.</summary>
    public Task StopServingAsync() => resourceService!.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await feed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        channel?.Dispose();
        if (resourceService is not null)
        {
            await resourceService.DisposeAsync();
        }

        await services.GetRequiredService<ParameterProcessor>().StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        stopping.Dispose();
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
