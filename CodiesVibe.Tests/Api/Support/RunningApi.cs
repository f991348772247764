using CodiesVibe.Api;
using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Features.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MongoDB.Driver.Core.Events;

namespace CodiesVibe.Tests.Api.Support;

/// <summary>The whole API inside the test process, in development settings, with the commands to MongoDB monitored.</summary>
internal sealed class RunningApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningApi(WebApplication app, MongoCommandMonitor monitor)
    {
        _app = app;
        Monitor = monitor;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public MongoCommandMonitor Monitor { get; }

    public HttpClient Http { get; }

    /// <summary>Starts the API and returns when the database is prepared.</summary>
    /// <param name="mongodb">The connection string of MongoDB.</param>
    /// <param name="redis">The connection string of Redis.</param>
    /// <param name="seedFile">The tools; null for those of the product.</param>
    /// <param name="configure">Changes to the services and settings.</param>
    /// <param name="settings">Further settings, each as <c>KEY=VALUE</c>.</param>
    public static async Task<RunningApi> StartAsync(
        string mongodb, string redis, string? seedFile = null, Action<WebApplicationBuilder>? configure = null, params IEnumerable<string> settings)
    {
        var monitor = new MongoCommandMonitor();
        var app = ApiApplication.Create(
            [
                $"--ConnectionStrings:codiesvibe={mongodb}", $"--ConnectionStrings:redis={redis}",
                .. seedFile is null ? (string[])[] : [$"--Seed:File={seedFile}"], .. settings.Select(setting => $"--{setting}"),
            ],
            builder =>
            {
                builder.Environment.EnvironmentName = Environments.Development;
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<IEventSubscriber>(monitor);
                builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 100); // tests sign in often
                configure?.Invoke(builder);
            });
        await app.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.BecomesTrueAsync(
            "the database is prepared", TimeSpan.FromSeconds(30), () => Task.FromResult(app.Services.GetRequiredService<DatabaseState>().IsReady));
        return new RunningApi(app, monitor);
    }

    /// <summary>Waits until somebody can sign in.</summary>
    public async Task AccountsAreReadyAsync()
    {
        await Get<AccountsState>().Ready.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Eventually.BecomesTrueAsync(
            "Redis answers", TimeSpan.FromSeconds(30), () => Get<RedisConnection>().IsRespondingAsync(TestContext.Current.CancellationToken));
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Stops the API; a command that is not in the list fails any test here.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Assert.Empty(Monitor.Unlisted);
    }
}
