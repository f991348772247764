using System.Net.Http.Headers;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>The headers that protect visitors are on every response.</summary>
public sealed class NginxHeaderTests : IClassFixture<NginxSite>
{
    private readonly NginxSite _site;

    public NginxHeaderTests(NginxSite site)
    {
        Assert.SkipWhen(NginxProcess.SkipReason is not null, NginxProcess.SkipReason ?? "");
        _site = site;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", Page.Script, 200)]
    [InlineData("GET", "/api/tools", 200)]
    [InlineData("GET", "/health", 200)]
    [InlineData("GET", "/nginx-health", 200)]
    [InlineData("GET", "/metrics", 404)]
    [InlineData("TRACE", "/", 405)]
    [InlineData("GET", "/%00", 400)]
    public async Task With_TLS(string method, string path, int status)
    {
        using HttpResponseMessage response = await SendAsync(_site.Tls, method, path);
        Assert.Equal(status, (int)response.StatusCode);
        AssertProtected(response, encrypted: true);
    }

    [Theory]
    [InlineData("/", 301)]
    [InlineData("/health", 200)]
    [InlineData("/health/nobody", 404)]
    public async Task Without_TLS(string path, int status)
    {
        using HttpResponseMessage response = await SendAsync(_site.Plain, "GET", path);
        Assert.Equal(status, (int)response.StatusCode);
        AssertProtected(response, encrypted: false);
    }

    [Fact]
    public async Task A_server_behind_the_edge_may_have_a_policy_of_its_own()
    {
        using HttpResponseMessage response = await SendAsync(_site.Tls, "GET", "/own-policy");
        Assert.Equal(["default-src *"], response.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public async Task While_a_server_is_unavailable()
    {
        await using var site = new NginxSite();
        await site.InitializeAsync();
        await site.Backend.StopAsync();
        await site.Frontend.StopAsync();
        foreach (string path in (string[])["/", "/api/tools", "/health", "/assets/x.js"])
        {
            using HttpResponseMessage response = await SendAsync(site.Tls, "GET", path);
            Assert.Equal(path == "/health" ? 503 : 502, (int)response.StatusCode);
            AssertProtected(response, encrypted: true);
            Assert.Equal("no-store", response.Headers.NonValidated["Cache-Control"].ToString());
        }
    }

    private static void AssertProtected(HttpResponseMessage response, bool encrypted)
    {
        HttpHeadersNonValidated headers = response.Headers.NonValidated;
        Assert.Equal("nosniff", headers["X-Content-Type-Options"].ToString());
        Assert.Equal("DENY", headers["X-Frame-Options"].ToString());
        Assert.Equal("strict-origin-when-cross-origin", headers["Referrer-Policy"].ToString());
        Assert.Equal("same-origin", headers["Cross-Origin-Opener-Policy"].ToString());
        Assert.StartsWith("camera=()", headers["Permissions-Policy"].ToString(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"].ToString(), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{32}$", headers["X-Request-ID"].ToString());
        Assert.Equal("nginx", headers["Server"].ToString());
        Assert.Equal(encrypted, headers.Contains("Strict-Transport-Security"));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path) => client.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), new Uri(client.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })),
        Cancellation);
}
