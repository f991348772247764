using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Health;

/// <summary>MongoDB and Redis become unavailable and return while the API keeps running in the same process.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly TimeSpan s_noticed = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_recovered = TimeSpan.FromSeconds(10);

    private readonly DevServer _mongodb = DevServer.Mongodb();
    private readonly DevServer _redis = DevServer.Redis();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _mongodb.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Theory]
    [Requirement("R011", "R041", "R043", "R052")]
    [InlineData("stopped")]
    [InlineData("paused")]
    public async Task Without_mongodb_nothing_is_served_and_after_its_return_everything_is(string how)
    {
        await Task.WhenAll(_mongodb.StartAsync(), _redis.StartAsync());
        await using var api = await StartApiAsync();
        await BecomesAsync(api, "/health", "healthy");

        await TakeAwayAsync(_mongodb, how);

        // Each answer within its budget, from the first second of the outage on.
        var answers = await Task.WhenAll(HealthPaths.Budgets.Keys.Select(async path => (path, answer: await api.Http.GetAnswerAsync(path))));
        Assert.All(answers, item =>
        {
            Assert.InRange(item.answer.Elapsed, TimeSpan.Zero, HealthPaths.Budgets[item.path]);
            Assert.Equal(item.path is "/alive" or "/health/redis" ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, item.answer.Status);
        });
        var tools = await api.Http.GetAnswerAsync("/api/tools?pageSize=7");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (tools.Status, tools.MediaType));
        Assert.NotNull(tools.Response.Headers.RetryAfter);
        Assert.InRange(tools.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(11));
        AssertIsLogged(tools, api.Process.Output);

        await BringBackAsync(_mongodb, how);

        await BecomesAsync(api, "/health", "healthy");
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAnswerAsync("/health/backend")).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAnswerAsync("/api/tools?pageSize=7")).Status);
        Assert.False(api.Process.HasExited);
    }

    [Theory]
    [Requirement("R042", "R050")]
    [InlineData("stopped")]
    [InlineData("paused")]
    public async Task Without_redis_everything_is_served_as_quickly_and_after_its_return_responses_are_cached(string how)
    {
        await Task.WhenAll(_mongodb.StartAsync(), _redis.StartAsync());
        await using var api = await StartApiAsync();
        await BecomesAsync(api, "/health", "healthy");
        await api.Http.GetAnswerAsync("/api/tools");

        await TakeAwayAsync(_redis, how);

        for (var request = 0; request < 20; request++)
        {
            var tools = await api.Http.GetAnswerAsync("/api/tools");
            Assert.Equal(HttpStatusCode.OK, tools.Status);
            Assert.InRange(tools.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }

        var health = await BecomesAsync(api, "/health", "degraded");
        Assert.Equal((HttpStatusCode.OK, "degraded", "healthy"), (health.Status, health.HealthOf("redis"), health.HealthOf("mongodb")));
        Assert.InRange(health.Elapsed, TimeSpan.Zero, HealthPaths.Budgets["/health"]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.Http.GetAnswerAsync("/health/redis")).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAnswerAsync("/health/backend")).Status);
        var full = await api.Http.GetAnswerAsync("/health/full");
        Assert.Equal((HttpStatusCode.OK, "degraded"), (full.Status, full.Health));

        await BringBackAsync(_redis, how);

        await BecomesAsync(api, "/health", "healthy");
        Assert.False(api.Process.HasExited);
    }

    [Fact]
    [Requirement("R051", "R111")]
    public async Task Dependencies_that_start_after_the_api_are_used()
    {
        await using var api = await StartApiAsync();
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAnswerAsync("/alive")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.Http.GetAnswerAsync("/health")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.Http.GetAnswerAsync("/api/tools")).Status);

        await _mongodb.StartAsync();
        await BecomesAsync(api, "/health", "degraded");
        Assert.True((int)(await api.Http.GetAnswerAsync("/api/tools")).Body["total"]! > 0);

        await _redis.StartAsync();
        await BecomesAsync(api, "/health", "healthy");
    }

    /// <summary>Every line of the log is JSON with time and level, and contains the failure with the id that the client received.</summary>
    private static void AssertIsLogged(JsonAnswer failure, IEnumerable<string> log)
    {
        var lines = log.Select(line => JsonNode.Parse(line)!).ToList();
        Assert.All(lines, line => Assert.True(DateTime.TryParse((string?)line["Timestamp"], CultureInfo.InvariantCulture, out _) && line["LogLevel"] is not null));
        Assert.Contains(lines, line =>
            (string)line["LogLevel"]! == "Warning"
            && line["Scopes"]!.AsArray().Any(scope => (string?)scope!["TraceId"] == (string)failure.Body["traceId"]!));
    }

    private Task<ApiProcess> StartApiAsync() => ApiProcess.StartAsync(_mongodb.MongoConnectionString, _redis.RedisConnectionString);

    private static async Task TakeAwayAsync(DevServer server, string how)
    {
        if (how == "paused")
        {
            server.Process.Pause();
        }
        else
        {
            await server.StopAsync();
        }
    }

    private static async Task BringBackAsync(DevServer server, string how)
    {
        if (how == "paused")
        {
            server.Process.Resume();
        }
        else
        {
            await server.StartAsync();
        }
    }

    private static async Task<JsonAnswer> BecomesAsync(ApiProcess api, string path, string health)
    {
        JsonAnswer answer = null!;
        var elapsed = await Eventually.BecomesTrueAsync(
            $"{path} is {health}", health == "healthy" ? s_recovered : s_noticed, async () => (answer = await api.Http.GetAnswerAsync(path)).Health == health);
        TestContext.Current.TestOutputHelper?.WriteLine($"{path} {health} after {elapsed.TotalSeconds:0.0} s");
        return answer;
    }
}
