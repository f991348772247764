using System.Collections.Concurrent;
using System.Net;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api;

/// <summary>The API is stopped while it receives requests: it responds normally to each one that it accepts.</summary>
public sealed class StopUnderLoadTests : IAsyncLifetime
{
    private const int Clients = 24;
    private const int Load = 500;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly DevServer _mongodb = DevServer.Mongodb();
    private readonly DevServer _redis = DevServer.Redis();
    private readonly ConcurrentQueue<(HttpStatusCode Status, string Path, string Body)> _answers = [];

    public async ValueTask InitializeAsync() => await Task.WhenAll(_mongodb.StartAsync(), _redis.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _mongodb.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_stopping_API_answers_every_request_that_it_accepts(string environment)
    {
        await using var api = await StartAsync(environment);
        var clients = Enumerable.Range(0, Clients).Select(client => AskAsync(api.Http, client)).ToList();
        await Eventually.BecomesTrueAsync("there is load", s_patience, () => Task.FromResult(_answers.Count > Load));

        await api.Process.TerminateAsync();
        await Task.WhenAll(clients).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine($"{_answers.Count} answers.");
        Assert.DoesNotContain(_answers, answer => answer.Status != HttpStatusCode.OK);
    }

    private async Task<ApiProcess> StartAsync(string environment)
    {
        var api = await ApiProcess.StartAsync(_mongodb.MongoConnectionString, _redis.RedisConnectionString, new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = environment,
        });
        await Eventually.BecomesTrueAsync("the API is healthy", s_patience, async () => (await api.Http.GetAnswerAsync("/health")).Health == "healthy");
        return api;
    }

    /// <summary>Every other request is not in the cache. Ends when the API accepts no more.</summary>
    private async Task AskAsync(HttpClient http, int client)
    {
        for (var count = 0; ; count++)
        {
            var path = count % 2 == 0 ? "/api/tools" : $"/api/tools/search?query=agent{client}x{count}";
            try
            {
                using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);
                _answers.Enqueue((response.StatusCode, path, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
