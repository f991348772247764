using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using CodiesVibe.DevServers.Redis;
using CodiesVibe.Tests.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.Tests.Hosting.Redis;

public sealed class RedisHealthCheckTests
{
    [Theory]
    [InlineData("right", HealthStatus.Healthy)]
    [InlineData("mistaken", HealthStatus.Unhealthy)]
    public async Task A_server_that_lets_the_client_in_is_healthy(string password, HealthStatus expected)
    {
        var folder = Directory.CreateTempSubdirectory("codiesvibe-redis-check-");
        await using (var server = GarnetHost.Start(folder.FullName, 0, "right"))
        {
            var entry = await CheckAsync(password, server.Port);
            Assert.Equal(expected, entry.Status);
            Assert.DoesNotContain("mistaken", entry.Description + entry.Exception);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_port_where_nobody_answers_is_unhealthy()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var entry = await CheckAsync("right", port);
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains($"127.0.0.1:{port} does not answer", entry.Description);
        Assert.True(entry.Duration < TimeSpan.FromSeconds(10), $"It took {entry.Duration}.");
    }

    private static async Task<HealthReportEntry> CheckAsync(string password, int port)
    {
        var builder = DistributedApplicationTestingBuilder.Create($"--Parameters:redis-password={password}");
        builder.AddRedis("redis").Resource.Allocate(port);
        await using var application = builder.Build();
        var report = await application.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries["redis_check"];
    }
}
