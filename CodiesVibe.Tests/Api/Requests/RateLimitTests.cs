using System.Net;
using CodiesVibe.Tests.Api.Support;

namespace CodiesVibe.Tests.Api.Requests;

/// <summary>RATE_LIMIT_MAX and RATE_LIMIT_WINDOW, and whose word is taken for who the client is.</summary>
public sealed class RateLimitTests
{
    private const string Path = "/api/tools/search";

    [Fact]
    public async Task A_client_beyond_the_limit_is_told_when_to_come_back_and_probes_are_never_refused()
    {
        await using var api = await StartAsync(("RATE_LIMIT_MAX", "3"), ("RATE_LIMIT_WINDOW", "600"));

        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(api, Path)); // let in; the database is away
        }

        var refused = await api.Http.GetAnswerAsync(Path);
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (refused.Status, refused.MediaType));
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(500), TimeSpan.FromSeconds(600));
        Assert.Equal(429, (int)refused.Body["status"]!);
        foreach (var path in new[] { "/alive", "/metrics" })
        {
            Assert.All(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StatusAsync(api, path))), status => Assert.Equal(HttpStatusCode.OK, status));
        }
    }

    [Fact]
    public async Task The_window_passes()
    {
        await using var api = await StartAsync(("RATE_LIMIT_MAX", "1"), ("RATE_LIMIT_WINDOW", "1"));

        await Eventually.BecomesTrueAsync("a request is refused", TimeSpan.FromSeconds(30), async () => await StatusAsync(api, Path) == HttpStatusCode.TooManyRequests);
        await Eventually.BecomesTrueAsync("one is let in again", TimeSpan.FromSeconds(30), async () => await StatusAsync(api, Path) != HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Without_settings_there_is_no_limit()
    {
        await using var api = await StartAsync(("RATE_LIMIT_MAX", ""), ("RATE_LIMIT_WINDOW", ""));

        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => StatusAsync(api, Path))),
            status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
    }

    [Theory]
    [InlineData("", HttpStatusCode.ServiceUnavailable)] // loopback is trusted: each address in the header is a client of its own
    [InlineData("10.99.0.0/16", HttpStatusCode.TooManyRequests)] // it is not: whoever sends is the client, whatever he says
    public async Task The_edge_is_believed_and_nobody_else(string networks, HttpStatusCode second)
    {
        await using var api = await StartAsync(
            ("RATE_LIMIT_MAX", "1"), ("RATE_LIMIT_WINDOW", "600"), ("Edge__Networks", networks), ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(api, Path, "203.0.113.1"));
        Assert.Equal(second, await StatusAsync(api, Path, "203.0.113.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(api, Path, "203.0.113.1"));
        // What the client himself put in front of what the edge has added does not count.
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(api, Path, "198.51.100.7, 203.0.113.1"));
    }

    private static async Task<HttpStatusCode> StatusAsync(ApiProcess api, string path, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        using var response = await api.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static Task<ApiProcess> StartAsync(params (string Name, string Value)[] environment) =>
        ApiProcess.StartAsync("mongodb://127.0.0.1:1", "127.0.0.1:1", environment.ToDictionary(pair => pair.Name, pair => (string?)pair.Value));
}
