using System.Net;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Requests;

public sealed class RequestIdTests
{
    [Fact]
    public async Task The_request_id_of_the_edge_is_logged_and_an_invalid_one_is_not()
    {
        await using var mongodb = DevServer.Mongodb();
        await mongodb.StartAsync();
        await using var api = await ApiProcess.StartAsync(mongodb.MongoConnectionString, "127.0.0.1:1");
        await Eventually.BecomesTrueAsync("the database is prepared", TimeSpan.FromSeconds(30), async () => (await api.Http.GetAnswerAsync("/api/tools")).Status == HttpStatusCode.OK);
        await mongodb.StopAsync();

        // Both fail for want of the database, which is logged.
        await SendAsync(api, "\"}{ no id");
        await SendAsync(api, "abc-123.DEF");

        await Eventually.BecomesTrueAsync("the id is logged", TimeSpan.FromSeconds(30), () => Task.FromResult(RequestIds(api).Contains("abc-123.DEF")));
        Assert.DoesNotContain(RequestIds(api), id => id.Contains("no id", StringComparison.Ordinal));
    }

    private static IEnumerable<string> RequestIds(ApiProcess api) => api.Process.Output
        .SelectMany(line => JsonNode.Parse(line)!["Scopes"]!.AsArray())
        .Select(scope => (string?)scope!["EdgeRequestId"])
        .OfType<string>();

    private static async Task SendAsync(ApiProcess api, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tools");
        request.Headers.TryAddWithoutValidation("X-Request-ID", id);
        using var response = await api.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
