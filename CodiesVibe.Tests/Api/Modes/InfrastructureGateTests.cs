using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CodiesVibe.Api.Modes;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Modes;

/// <summary><c>--wait-for-infra</c>.</summary>
public sealed class InfrastructureGateTests
{
    private const string Secret = "hunter2";
    private const string NoMongodb = $"mongodb://user:{Secret}@127.0.0.1:1/codiesvibe";
    private const string NoRedis = $"127.0.0.1:1,password={Secret}";

    [Fact]
    [Requirement("R016")]
    public async Task It_succeeds_once_both_servers_answer()
    {
        await using var mongodb = DevServer.Mongodb();
        await using var redis = DevServer.Redis();
        await using var gate = Launch(mongodb.MongoConnectionString, redis.RedisConnectionString, limit: "120");

        await mongodb.StartAsync();
        Assert.False(gate.HasExited);
        await redis.StartAsync();

        Assert.Equal(0, await gate.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.Empty(gate.Errors);
    }

    [Theory]
    [InlineData("", "mongodb does not respond")]
    [InlineData(" mongodb , mongodb ", "mongodb does not respond")]
    public async Task It_fails_at_the_limit_and_names_the_missing_servers(string targets, string says)
    {
        var elapsed = Stopwatch.StartNew();
        await using var gate = Launch(NoMongodb, NoRedis, limit: "2", targets);

        await FailsAsync(gate, $"After 2 s, {says}.");
        Assert.InRange(elapsed.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    /// <summary>The site works without its cache, so it also starts without it.</summary>
    [Fact]
    public async Task Without_Redis_it_waits_for_a_while_reports_that_and_succeeds()
    {
        await using var mongodb = DevServer.Mongodb();
        await mongodb.StartAsync();
        var elapsed = Stopwatch.StartNew();
        await using var gate = Launch(mongodb.MongoConnectionString, NoRedis, limit: "120");

        Assert.Equal(0, await gate.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.InRange(elapsed.Elapsed, TimeSpan.FromSeconds(13), TimeSpan.FromSeconds(60));
        Assert.Equal("After 15 s, redis does not respond. The backend starts without it.", Assert.Single(gate.Errors));
    }

    [Fact]
    public async Task Servers_that_accept_and_never_answer_count_as_missing()
    {
        using var hole = BlackHole.ThatAccepts();
        await using var gate = Launch($"mongodb://127.0.0.1:{hole.Port}", $"127.0.0.1:{hole.Port}", limit: "5");

        await FailsAsync(gate, "After 5 s, mongodb does not respond.", "After 5 s, redis does not respond.");
    }

    [Fact]
    public async Task A_refused_login_is_named()
    {
        await using var mongodb = DevServer.Mongodb();
        await using var redis = DevServer.Redis();
        await Task.WhenAll(mongodb.StartAsync(), redis.StartAsync());
        var wrongMongodb = mongodb.MongoConnectionString.Replace("codiesvibe:", $"codiesvibe:{Secret}", StringComparison.Ordinal);
        await using var gate = Launch(wrongMongodb, redis.RedisConnectionString + Secret, limit: "10");

        await FailsAsync(gate, "mongodb rejects the user name or password in ConnectionStrings__codiesvibe", "redis rejects the user name or password in ConnectionStrings__redis");
    }

    /// <summary>After a refused login the driver of MongoDB answers the next ping itself: its pool of connections is closed until the next heartbeat.</summary>
    [Theory]
    [InlineData("refusal silence", "refusal")]
    [InlineData("silence refusal silence", "refusal")]
    [InlineData("silence", "silence")]
    public async Task What_the_server_said_is_not_hidden_by_its_silence_afterwards(string answers, string expected)
    {
        var pings = new Queue<string>(answers.Split(' '));

        var problem = await InfrastructureGate.WaitAsync(
            _ =>
            {
                var answer = pings.Count > 1 ? pings.Dequeue() : pings.Peek();
                return Task.FromResult<PingProblem?>(new(answer, IsRefusal: answer == "refusal"));
            },
            TimeSpan.FromSeconds(4));

        Assert.Single(pings);
        Assert.Equal(expected, problem);
    }

    [Fact]
    public async Task A_ping_lasts_no_longer_than_the_limit()
    {
        var elapsed = Stopwatch.StartNew();
        var problem = await InfrastructureGate.WaitAsync(
            async cancellationToken =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
                return new("silence", IsRefusal: false);
            },
            TimeSpan.FromSeconds(0.5));

        Assert.Equal("silence", problem);
        Assert.InRange(elapsed.Elapsed, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(2.5));
    }

    [Theory]
    [InlineData("mongo", "5", "WAIT_FOR contains 'mongo'")]
    [InlineData(",", "5", "WAIT_FOR names no service")]
    [InlineData("", "0", "WAIT_FOR_INFRA is '0'")]
    [InlineData("", "2m", "WAIT_FOR_INFRA is '2m'")]
    [InlineData("", "-1", "WAIT_FOR_INFRA is '-1'")]
    public async Task A_wrong_setting_is_named(string targets, string limit, string says)
    {
        await using var gate = Launch(NoMongodb, NoRedis, limit, targets);

        await FailsAsync(gate, says);
    }

    [Fact]
    public async Task A_missing_connection_string_is_named_only_where_it_is_needed()
    {
        await using var gate = Launch(mongodb: null, NoRedis, limit: "1");
        await FailsAsync(gate, "ConnectionStrings__codiesvibe");

        await using var redisOnly = Launch(mongodb: null, NoRedis, limit: "1", targets: "redis");
        Assert.Equal(0, await redisOnly.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("After 1 s, redis does not respond.", Assert.Single(redisOnly.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_ends_it_at_once()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var gate = Launch($"mongodb://{listener.LocalEndpoint}", NoRedis, limit: "120");
        using var asked = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var elapsed = Stopwatch.StartNew();

        await gate.TerminateAsync();

        Assert.InRange(elapsed.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.NotEqual(0, await gate.WaitForExitAsync(TestContext.Current.CancellationToken));
    }

    private static ChildProcess Launch(string? mongodb, string redis, string limit, string targets = "") =>
        ChildProcess.Start("CodiesVibe.Api", ["--wait-for-infra"], new Dictionary<string, string?>
        {
            ["ConnectionStrings__codiesvibe"] = mongodb,
            ["ConnectionStrings__redis"] = redis,
            ["WAIT_FOR_INFRA"] = limit,
            ["WAIT_FOR"] = targets,
        });

    private static async Task FailsAsync(ChildProcess gate, params string[] says)
    {
        Assert.Equal(1, await gate.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.All(says, text => Assert.Single(gate.Errors, line => line.Contains(text, StringComparison.Ordinal)));
        Assert.DoesNotContain(gate.Errors, line => line.Contains(Secret, StringComparison.Ordinal));
        Assert.Empty(gate.Output);
    }
}
