using CodiesVibe.Api;
using CodiesVibe.Api.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
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
    public static async Task<RunningApi> StartAsync(string mongodb, string redis, string? seedFile = null)
    {
        var monitor = new MongoCommandMonitor();
        var app = ApiApplication.Create(
            [$"--ConnectionStrings:codiesvibe={mongodb}", $"--ConnectionStrings:redis={redis}", .. seedFile is null ? (string[])[] : [$"--Seed:File={seedFile}"]],
            builder =>
            {
                builder.Environment.EnvironmentName = Environments.Development;
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<IEventSubscriber>(monitor);
            });
        await app.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.BecomesTrueAsync(
            "the database is prepared", TimeSpan.FromSeconds(30), () => Task.FromResult(app.Services.GetRequiredService<DatabaseState>().IsReady));
        return new RunningApi(app, monitor);
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
