using System.Net;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Text.Json;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>What the world gets from the edge of production.</summary>
public sealed class NginxSiteTests : IClassFixture<NginxSite>
{
    private readonly NginxSite _site;

    public NginxSiteTests(NginxSite site)
    {
        Assert.SkipWhen(NginxProcess.SkipReason is not null, NginxProcess.SkipReason ?? "");
        _site = site;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("R067", "R177")]
    public async Task TLS_1_2_and_newer_are_served_with_http_2()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using HttpResponseMessage response = await _site.Tls.SendAsync(request, Cancellation);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (response.StatusCode, response.Version));
        Assert.Equal(Page.Shell, await response.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal(SslProtocols.Tls13, await TlsClient.NegotiateAsync(_site.Tls.BaseAddress!, SslProtocols.None));
        Assert.Equal(SslProtocols.Tls12, await TlsClient.NegotiateAsync(_site.Tls.BaseAddress!, SslProtocols.Tls12));
#pragma warning disable CA5397, SYSLIB0039 // asked for so that it is refused
        await Assert.ThrowsAnyAsync<Exception>(() => TlsClient.NegotiateAsync(_site.Tls.BaseAddress!, SslProtocols.Tls11));
#pragma warning restore CA5397, SYSLIB0039
    }

    [Theory]
    [InlineData("/tools/aider?x=1&y=%2F")]
    [InlineData("/api/tools")]
    [InlineData("/metrics")]
    [InlineData("/.well-known/other")]
    public async Task Plain_http_is_redirected_to_TLS(string path)
    {
        using HttpResponseMessage response = await _site.Plain.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal($"https://127.0.0.1{path}", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_foreign_host_name_is_not_the_target_of_a_redirect(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tools") { Headers = { Host = host } };
        using HttpResponseMessage response = await _site.Plain.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.DoesNotContain(host, $"{response.Headers}{await response.Content.ReadAsStringAsync(Cancellation)}", StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("R039")]
    [InlineData("/health", 200)]
    [InlineData("/api/health", 200)]
    [InlineData("/alive", 200)]
    [InlineData("/health/full", 200)]
    [InlineData("/health/nginx", 200)]
    [InlineData("/nginx-health", 200)]
    [InlineData("/health/nobody", 404)]
    public async Task Health_is_served_without_TLS_too(string path, int status)
    {
        using HttpResponseMessage response = await _site.Plain.GetAsync(path, Cancellation);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(JsonValueKind.Object, (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).ValueKind);
    }

    [Fact]
    [Requirement("R067")]
    public async Task The_challenge_of_a_certificate_authority_is_served_without_TLS()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_site.Folder.State, "acme", ".well-known", "acme-challenge")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "token"), "token.thumbprint", Cancellation);
        Assert.Equal("token.thumbprint", await _site.Plain.GetStringAsync("/.well-known/acme-challenge/token", Cancellation));
        using HttpResponseMessage absent = await _site.Plain.GetAsync("/.well-known/acme-challenge/absent", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/METRICS")]
    [InlineData("/api/../metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/dev/seed")]
    [InlineData("/stub_status")]
    [InlineData("/-/generation")]
    public async Task Internal_paths_are_not_served(string path)
    {
        using HttpResponseMessage response = await _site.Tls.GetAsync(path, Cancellation);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        // The last two are paths of the page like any other.
        Assert.True(response.StatusCode == HttpStatusCode.NotFound || body == Page.Shell, body);
    }

    [Fact]
    public async Task The_complete_check_shows_visitors_no_details()
    {
        Assert.Equal("none", (await AskBackendAsync(_site.Tls, "/health/full", ("X-Health-Detail", "all"))).GetProperty("X-Health-Detail").GetString());
        Assert.False((await AskBackendAsync(_site.Tls, "/health/backend", ("X-Health-Detail", "all"))).TryGetProperty("X-Health-Detail", out _));
    }

    [Fact]
    [Requirement("R079")]
    public async Task Headers_about_the_client_are_trusted_from_the_tunnel_only()
    {
        (string, string)[] told =
        [
            ("CF-Connecting-IP", "203.0.113.9"), ("X-Forwarded-For", "203.0.113.10"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"),
            ("X-Real-IP", "203.0.113.11"), ("X-Request-ID", "mine"), ("Forwarded", "for=203.0.113.12"),
        ];
        JsonElement world = await AskBackendAsync(_site.Plain, "/api/health", told);
        Assert.Equal(("127.0.0.1", "127.0.0.1", "http"), (Header(world, "X-Forwarded-For"), Header(world, "X-Real-IP"), Header(world, "X-Forwarded-Proto")));
        Assert.Equal("https", Header(await AskBackendAsync(_site.Tls, "/api/health", ("X-Forwarded-Proto", "http")), "X-Forwarded-Proto"));

        JsonElement tunnel = await AskBackendAsync(_site.Tunnel, "/api/health", told);
        Assert.Equal(("203.0.113.9", "203.0.113.9", "https"), (Header(tunnel, "X-Forwarded-For"), Header(tunnel, "X-Real-IP"), Header(tunnel, "X-Forwarded-Proto")));
        Assert.Equal("http", Header(await AskBackendAsync(_site.Tunnel, "/api/health", ("X-Forwarded-Proto", "javascript")), "X-Forwarded-Proto"));

        Assert.All([world, tunnel], headers =>
        {
            Assert.NotEqual("evil.example", Header(headers, "X-Forwarded-Host"));
            Assert.Matches("^[0-9a-f]{32}$", Header(headers, "X-Request-ID"));
            Assert.False(headers.TryGetProperty("Forwarded", out _));
        });
    }

    [Fact]
    public async Task A_response_has_the_request_id_that_the_backend_received()
    {
        using HttpResponseMessage response = await _site.Tls.GetAsync("/api/tools", Cancellation);
        JsonElement seen = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("headers");
        Assert.Equal(Header(seen, "X-Request-ID"), response.Headers.GetValues("X-Request-ID").Single());
    }

    [Fact]
    public async Task Counters_and_generation_are_served_internally()
    {
        Assert.StartsWith("Active connections:", await _site.Status.GetStringAsync("/stub_status", Cancellation), StringComparison.Ordinal);
        string generation = await _site.Status.GetStringAsync("/-/generation", Cancellation);
        Assert.Contains($"return 200 {generation};", await File.ReadAllTextAsync(Path.Combine(_site.Folder.Configuration, "status.conf"), Cancellation), StringComparison.Ordinal);
        using HttpResponseMessage other = await _site.Status.GetAsync("/", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task Hashed_assets_are_cached_for_ever_and_the_page_is_revalidated()
    {
        Assert.Equal("public, max-age=31536000, immutable", await CacheControlAsync(Page.Script));
        Assert.Equal("no-cache", await CacheControlAsync("/"));
        Assert.Equal("no-cache", await CacheControlAsync("/tools/aider"));
        // The page in place of a part that is not there.
        Assert.Equal("no-cache", await CacheControlAsync("/assets/index-00dead.js"));
        Assert.Equal("no-store", await CacheControlAsync("/api/tools"));
        Assert.Equal("no-store", await CacheControlAsync("/health"));
        Assert.Equal("no-store", await CacheControlAsync("/metrics"));
    }

    [Fact]
    public async Task Text_is_compressed_for_clients_that_accept_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Page.Script) { Headers = { { "Accept-Encoding", "gzip" } } };
        using HttpResponseMessage small = await _site.Tls.SendAsync(request, Cancellation);
        Assert.Equal(["gzip"], small.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", small.Headers.Vary);
        using HttpResponseMessage large = await _site.Tls.GetAsync(Page.Script, Cancellation);
        Assert.Empty(large.Content.Headers.ContentEncoding);
        Assert.InRange((await small.Content.ReadAsByteArrayAsync(Cancellation)).Length, 1, (await large.Content.ReadAsByteArrayAsync(Cancellation)).Length / 5);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var body = new ByteArrayContent(new byte[1024 * 1024 + 1]);
        using HttpResponseMessage response = await _site.Tls.PostAsync("/api/tools", body, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("The body of the request is larger than 1 MB.", (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("detail").GetString());
    }

    private static string? Header(JsonElement headers, string name) => headers.GetProperty(name).GetString();

    private static async Task<JsonElement> AskBackendAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using HttpResponseMessage response = await client.SendAsync(request, Cancellation);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("headers");
    }

    private async Task<string?> CacheControlAsync(string path)
    {
        using HttpResponseMessage response = await _site.Tls.GetAsync(path, Cancellation);
        return response.Headers.NonValidated["Cache-Control"].ToString();
    }
}
