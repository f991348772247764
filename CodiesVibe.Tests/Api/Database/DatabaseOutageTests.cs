using System.Diagnostics;
using System.Net;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Database;

/// <summary>MongoDB is unavailable, and no request waits for it.</summary>
public sealed class DatabaseOutageTests : IAsyncLifetime
{
    private const string NoRedis = "127.0.0.1:1";
    private const int Clients = 8;
    private static readonly TimeSpan s_quick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_outage = TimeSpan.FromSeconds(5);

    private readonly DevServer _mongodb = DevServer.Mongodb();

    public async ValueTask InitializeAsync() => await _mongodb.StartAsync();

    public ValueTask DisposeAsync() => _mongodb.DisposeAsync();

    [Fact]
    public async Task During_a_known_outage_requests_fail_at_once_and_soon_after_its_end_they_succeed()
    {
        await using var api = await RunningApi.StartAsync(_mongodb.MongoConnectionString, NoRedis);
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAnswerAsync("/api/tools")).Status);

        await _mongodb.StopAsync();
        await Eventually.BecomesTrueAsync("the outage is known", TimeSpan.FromSeconds(5), async () =>
            await api.Http.GetAnswerAsync("/api/tools") is { Status: HttpStatusCode.ServiceUnavailable } answer && answer.Elapsed < s_quick);

        var before = api.Monitor.FailedHeartbeats;
        var clock = Stopwatch.StartNew();
        var answers = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => AskAsync(api.Http)))).SelectMany(asked => asked).ToList();
        var heartbeats = api.Monitor.FailedHeartbeats - before;
        var slowest = answers.Max(answer => answer.Elapsed);
        TestContext.Current.TestOutputHelper!.WriteLine($"{answers.Count} answers, the slowest after {slowest.TotalMilliseconds:0} ms; {heartbeats} heartbeats.");
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status));
        Assert.InRange(slowest, TimeSpan.Zero, s_quick);
        // One a second, or two while something waits, with one at each end of the time.
        Assert.InRange(heartbeats, 1, 2 * clock.Elapsed.TotalSeconds + 2);

        await _mongodb.StartAsync();
        var back = await Eventually.BecomesTrueAsync("it is served again", TimeSpan.FromSeconds(2), async () =>
            (await api.Http.GetAnswerAsync("/api/tools")).Status == HttpStatusCode.OK);
        TestContext.Current.TestOutputHelper!.WriteLine($"Back after {back.TotalMilliseconds:0} ms.");
    }

    private static async Task<List<JsonAnswer>> AskAsync(HttpClient http)
    {
        var answers = new List<JsonAnswer>();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < s_outage;)
        {
            answers.Add(await http.GetAnswerAsync("/api/tools"));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return answers;
    }
}
