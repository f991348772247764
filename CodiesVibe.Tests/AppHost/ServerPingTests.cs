using System.Net;
using System.Net.Sockets;
using System.Text;
using CodiesVibe.AppHost.Topology;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Bson;
using DevServer = CodiesVibe.Tests.Api.Support.DevServer;

namespace CodiesVibe.Tests.AppHost;

/// <summary>A server on a developer's machine is healthy only if it answers in its own protocol.</summary>
public sealed class ServerPingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_database_that_needs_a_login_answers_without_one()
    {
        await using var mongodb = DevServer.Mongodb();
        await mongodb.StartAsync();
        var port = new Uri(mongodb.MongoConnectionString).Port;
        Assert.Equal(HealthStatus.Healthy, (await ServerPing.Mongo.PingAsync("127.0.0.1", port, Cancellation)).Status);
        await mongodb.StopAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await ServerPing.Mongo.PingAsync("127.0.0.1", port, Cancellation)).Status);
    }

    [Theory]
    [InlineData(1.0, HealthStatus.Healthy)]
    [InlineData(0.0, HealthStatus.Unhealthy)]
    public async Task The_database_is_healthy_if_its_reply_is_ok(double ok, HealthStatus health)
    {
        // OP_MSG: a header of 16 bytes, 4 of flags, the kind of the section, one document.
        var command = new BsonDocument { { "ping", 1 }, { "$db", "admin" } }.ToBson();
        byte[] ping = [(byte)(21 + command.Length), 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 221, 7, 0, 0, 0, 0, 0, 0, 0, .. command];
        byte[] reply = [.. new byte[21], .. new BsonDocument("ok", ok).ToBson()];
        Assert.Equal(health, await HealthAfterAsync(ServerPing.Mongo, ping, reply));
    }

    [Theory]
    [InlineData(null, "*1\r\n$4\r\nPING\r\n", "+PONG\r\n", HealthStatus.Healthy)]
    [InlineData("secret", "*2\r\n$4\r\nAUTH\r\n$6\r\nsecret\r\n*1\r\n$4\r\nPING\r\n", "+OK\r\n+PONG\r\n", HealthStatus.Healthy)]
    [InlineData(null, "*1\r\n$4\r\nPING\r\n", "-NOAUTH Authentication required.\r\n", HealthStatus.Unhealthy)]
    [InlineData(null, "*1\r\n$4\r\nPING\r\n", "", HealthStatus.Unhealthy)]
    public async Task The_cache_is_healthy_if_its_reply_is_PONG(string? password, string question, string answer, HealthStatus health)
    {
        Assert.Equal(health, await HealthAfterAsync(ServerPing.Redis(password), Encoding.UTF8.GetBytes(question), Encoding.UTF8.GetBytes(answer)));
    }

    /// <summary>Pings a server that expects <paramref name="question"/> and sends <paramref name="answer"/>.</summary>
    private static async Task<HealthStatus> HealthAfterAsync(ServerPing ping, byte[] question, byte[] answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var ask = ping.PingAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Cancellation);
        using (var client = await listener.AcceptTcpClientAsync(Cancellation))
        {
            var asked = new byte[question.Length];
            await client.GetStream().ReadExactlyAsync(asked, Cancellation);
            Assert.Equal(question, asked);
            await client.GetStream().WriteAsync(answer, Cancellation);
        }

        return (await ask).Status;
    }
}
