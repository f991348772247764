using System.Net;
using System.Net.Sockets;
using CodiesVibe.AppHost.Topology;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using DevServer = CodiesVibe.Tests.Api.Support.DevServer;

namespace CodiesVibe.Tests.AppHost;

/// <summary>A server of a developer's machine is healthy when it answers in its own protocol, and only then.</summary>
public sealed class ServerPingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_database_that_needs_a_login_answers_without_one()
    {
        await using var mongodb = DevServer.Mongodb();
        await mongodb.StartAsync();
        var port = new Uri(mongodb.MongoConnectionString).Port;
        Assert.Equal(HealthStatus.Healthy, (await ServerPing.Mongo.AskAsync("127.0.0.1", port, Cancellation)).Status);
        await mongodb.StopAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await ServerPing.Mongo.AskAsync("127.0.0.1", port, Cancellation)).Status);
    }

    [Theory]
    [InlineData(null, "*1\r\n$4\r\nPING\r\n", "+PONG\r\n", HealthStatus.Healthy)]
    [InlineData("secret", "*2\r\n$4\r\nAUTH\r\n$6\r\nsecret\r\n*1\r\n$4\r\nPING\r\n", "+OK\r\n+PONG\r\n", HealthStatus.Healthy)]
    [InlineData(null, "*1\r\n$4\r\nPING\r\n", "-NOAUTH Authentication required.\r\n", HealthStatus.Unhealthy)]
    [InlineData(null, "*1\r\n$4\r\nPING\r\n", "", HealthStatus.Unhealthy)]
    public async Task The_cache_is_healthy_where_it_says_PONG(string? password, string question, string answer, HealthStatus health)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var ask = ServerPing.Redis(password).AskAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Cancellation);
        using (var client = await listener.AcceptTcpClientAsync(Cancellation))
        {
            var asked = new byte[question.Length];
            await client.GetStream().ReadExactlyAsync(asked, Cancellation);
            Assert.Equal(question, System.Text.Encoding.UTF8.GetString(asked));
            await client.GetStream().WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer), Cancellation);
        }

        Assert.Equal(health, (await ask).Status);
    }
}
