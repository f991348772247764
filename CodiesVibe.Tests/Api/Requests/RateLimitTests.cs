using System.Net;
using CodiesVibe.Api;
using CodiesVibe.Tests.Api.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.Api.Requests;

/// <summary>RATE_LIMIT_MAX and RATE_LIMIT_WINDOW, and which proxies are trusted with the address of the client.</summary>
public sealed class RateLimitTests
{
    private const string Path = "/api/tools/search";

    [Fact]
    public async Task A_client_over_the_limit_is_told_when_to_retry_and_probes_are_never_rejected()
    {
        await using var api = await StartAsync(("RATE_LIMIT_MAX", "3"), ("RATE_LIMIT_WINDOW", "600"));

        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(api, Path)); // accepted; the database is unavailable
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
    public async Task After_the_window_requests_are_served_again()
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
    [InlineData("", HttpStatusCode.ServiceUnavailable)] // loopback is trusted: each address in the header is another client
    [InlineData("10.99.0.0/16", HttpStatusCode.TooManyRequests)] // loopback is not trusted: the sender is the client, whatever the header says
    public async Task Only_the_edge_is_trusted_with_the_address_of_the_client(string networks, HttpStatusCode second)
    {
        await using var api = await StartAsync(
            ("RATE_LIMIT_MAX", "1"), ("RATE_LIMIT_WINDOW", "600"), ("Edge__Networks", networks), ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(api, Path, "203.0.113.1"));
        Assert.Equal(second, await StatusAsync(api, Path, "203.0.113.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(api, Path, "203.0.113.1"));
        // What the client himself put in front of what the edge has added does not count.
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(api, Path, "198.51.100.7, 203.0.113.1"));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", HttpStatusCode.TooManyRequests)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", HttpStatusCode.ServiceUnavailable)]
    [InlineData("::ffff:203.0.113.1", "::ffff:203.0.113.2", HttpStatusCode.ServiceUnavailable)]
    public async Task IPv6_clients_in_one_network_of_64_bits_share_a_limit(string first, string next, HttpStatusCode status)
    {
        await using var api = await StartAsync(("RATE_LIMIT_MAX", "1"), ("RATE_LIMIT_WINDOW", "600"), ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(api, Path, first));
        Assert.Equal(status, await StatusAsync(api, Path, next));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.2.3", true)]
    [InlineData("192.168.2.3", true)]
    [InlineData("fd00::3", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("172.32.2.3", false)]
    [InlineData("2001:db8::3", false)]
    public async Task By_default_only_private_networks_are_trusted(string peer, bool trusted)
    {
        await using var app = ApiApplication.Create(
            [
                "--ConnectionStrings:codiesvibe=mongodb://127.0.0.1:1", "--ConnectionStrings:redis=127.0.0.1:1", "--RATE_LIMIT_MAX=1", "--RATE_LIMIT_WINDOW=600",
                "--FORWARDEDHEADERS_ENABLED=true",
            ],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => connection =>
                {
                    connection.RemoteEndPoint = new IPEndPoint(IPAddress.Parse(peer), 1);
                    return next(connection);
                })));
            });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, Path, "203.0.113.1"));
        Assert.Equal(trusted ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.TooManyRequests, await StatusAsync(http, Path, "203.0.113.2"));
    }

    private static Task<HttpStatusCode> StatusAsync(ApiProcess api, string path, string? forwardedFor = null) => StatusAsync(api.Http, path, forwardedFor);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path, string? forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static Task<ApiProcess> StartAsync(params (string Name, string Value)[] environment) =>
        ApiProcess.StartAsync("mongodb://127.0.0.1:1", "127.0.0.1:1", environment.ToDictionary(pair => pair.Name, pair => (string?)pair.Value));
}
