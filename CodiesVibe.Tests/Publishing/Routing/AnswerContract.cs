using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CodiesVibe.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Routing;

/// <summary>Headers, methods, upgrades and errors at the edge, for each program there.</summary>
public abstract class AnswerContract
{
    private readonly EdgeSystem _system;

    protected AnswerContract(EdgeSystem system)
    {
        _system = system;
        Assert.SkipWhen(system.SkipReason is not null, system.SkipReason ?? "");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/", 200, "no-cache")]
    [InlineData("GET", "/api/tools", 200, "no-store")]
    [InlineData("GET", "/health", 200, "no-store")]
    [InlineData("GET", "/health/nginx", 200, "no-store")]
    [InlineData("GET", "/metrics", 404, "no-store")]
    [InlineData("TRACE", "/api/tools", 405, "no-store")]
    public async Task Every_answer_has_the_headers_that_protect_its_reader(string method, string path, int status, string kept)
    {
        using HttpResponseMessage response = await SendAsync(method, path);
        Assert.Equal(status, (int)response.StatusCode);
        HttpHeadersNonValidated headers = response.Headers.NonValidated;
        Assert.All(ProtectingHeaders.All, header => Assert.Equal(header.Value, headers[header.Name].ToString()));
        Assert.Equal(ProtectingHeaders.ContentSecurityPolicy, headers["Content-Security-Policy"].ToString());
        Assert.Equal(kept, headers["Cache-Control"].ToString());
        Assert.Matches("^[0-9a-f]{32}$", headers["X-Request-ID"].ToString());
    }

    [Fact]
    public async Task A_header_of_the_server_gives_way_unless_it_is_its_policy_or_how_long_the_answer_is_kept()
    {
        await using FakeTarget backend = await FakeTarget.StartBackendAsync(context =>
        {
            context.Response.Headers.XFrameOptions = "SAMEORIGIN";
            context.Response.Headers.XPoweredBy = "curiosity";
            context.Response.Headers.ContentSecurityPolicy = "default-src *";
            context.Response.Headers.CacheControl = "max-age=5";
            return Task.CompletedTask;
        });
        await using IEdgeProcess edge = await _system.StartEdgeAsync(backend.Address, _system.Frontend.Address);
        using HttpResponseMessage response = await edge.Client.GetAsync("/api/tools", Cancellation);
        HttpHeadersNonValidated headers = response.Headers.NonValidated;
        Assert.Equal(
            ("DENY", "default-src *", "max-age=5"),
            (headers["X-Frame-Options"].ToString(), headers["Content-Security-Policy"].ToString(), headers["Cache-Control"].ToString()));
        Assert.False(headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task A_header_outside_ASCII_reaches_the_backend_as_it_was_sent()
    {
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = _system.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tools") { Headers = { { "X-Name", "Zoë" } } };
        using HttpResponseMessage response = await client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("Zoë", answer.GetProperty("headers").GetProperty("X-Name").GetString());
    }

    [Fact]
    public async Task Headers_in_which_a_client_describes_itself_are_not_forwarded()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tools");
        foreach (string name in (string[])["Forwarded", "X-Real-IP", "X-Request-ID", "X-Health-Detail"])
        {
            request.Headers.TryAddWithoutValidation(name, "for=203.0.113.9");
        }

        using HttpResponseMessage response = await _system.Client.SendAsync(request, Cancellation);
        JsonElement seen = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("headers");
        Assert.False(seen.TryGetProperty("Forwarded", out _));
        Assert.False(seen.TryGetProperty("X-Health-Detail", out _));
        Assert.Equal("127.0.0.1", seen.GetProperty("X-Real-IP").GetString());
        Assert.Equal(response.Headers.GetValues("X-Request-ID").Single(), seen.GetProperty("X-Request-ID").GetString());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("HEAD")]
    public async Task Each_method_but_TRACE_is_for_the_server_behind_the_edge(string method)
    {
        using HttpResponseMessage response = await SendAsync(method, "/api/tools");
        Assert.Equal((HttpStatusCode.OK, "backend"), (response.StatusCode, response.Headers.GetValues("Answered-By").Single()));
    }

    [Theory]
    [InlineData("TRACE", "/", 405)]
    [InlineData("TRACE", "/api/tools", 405)]
    [InlineData("GET", "/dev/seed", 404)]
    public async Task An_error_of_the_edge_is_a_problem_with_the_id_of_its_request(string method, string path, int status)
    {
        using HttpResponseMessage response = await SendAsync(method, path);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(response.Headers.GetValues("X-Request-ID").Single(), problem.GetProperty("requestId").GetString());
    }

    [Theory]
    [InlineData("/", null)]
    [InlineData("/", "chat")]
    [InlineData("/tools/aider", "vite-hmr")]
    [InlineData("/api/tools", "vite-hmr")]
    public async Task An_upgrade_that_nobody_behind_the_edge_makes_is_an_ordinary_request(string path, string? protocol)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers =
            {
                { "Connection", "Upgrade" },
                { "Upgrade", "websocket" },
                { "Sec-WebSocket-Version", "13" },
                { "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==" },
            },
        };
        if (protocol is not null)
        {
            request.Headers.Add("Sec-WebSocket-Protocol", protocol);
        }

        using HttpResponseMessage response = await _system.Client.SendAsync(request, limit.Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path) =>
        _system.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);
}
