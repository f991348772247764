using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using CodiesVibe.Tests.DevServers.MongoDb;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.Tests.Hosting.MongoDB;

/// <summary>The checks of server and database, made by the official driver.</summary>
public sealed class MongoDBHealthCheckTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-mongodb-check-");
    private EmulatorProcess _server = null!;
    private int _port;

    public async ValueTask InitializeAsync()
    {
        _server = EmulatorProcess.OnFolder(_folder.FullName, ("MONGO_INITDB_ROOT_USERNAME", "admin"), ("MONGO_INITDB_ROOT_PASSWORD", "right"));
        _port = await _server.ListeningAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_server_that_answers_is_healthy()
    {
        var (report, _) = await CheckAsync("right", _port);
        Assert.Equal(["mongodb_check", "store_check"], report.Entries.Keys.Order());
        Assert.All(report.Entries.Values, e => Assert.Equal(HealthStatus.Healthy, e.Status));
    }

    [Fact]
    public async Task A_wrong_password_is_unhealthy_and_not_shown()
    {
        var (report, _) = await CheckAsync("mistaken", _port);
        Assert.All(report.Entries.Values, e =>
        {
            Assert.Equal(HealthStatus.Unhealthy, e.Status);
            Assert.Contains($"127.0.0.1:{_port}", e.Description);
            Assert.DoesNotContain("mistaken", e.Description + e.Exception);
        });
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_unhealthy_before_the_check_times_out()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var (report, time) = await CheckAsync("right", ((IPEndPoint)silent.LocalEndpoint).Port);
        Assert.All(report.Entries.Values, e => Assert.Contains("does not respond or rejects the request", e.Description));
        Assert.True(time < TimeSpan.FromSeconds(10), $"It took {time}.");
    }

    private static async Task<(HealthReport Report, TimeSpan Time)> CheckAsync(string password, int port)
    {
        var builder = TestApplication.CreateBuilder($"--Parameters:mongodb-password={password}");
        var store = builder.AddMongoDB("mongodb").AddDatabase("store");
        store.Resource.Parent.Allocate(port);
        await using var application = builder.Build();
        var watch = Stopwatch.StartNew();
        var report = await application.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return (report, watch.Elapsed);
    }
}
