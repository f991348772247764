using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CodiesVibe.Publishing.Routing;

namespace CodiesVibe.Tests.Publishing.Routing;

/// <summary>Which server answers which path, with all servers available, for each program at the edge.</summary>
public abstract class RoutingContract
{
    private readonly EdgeSystem _system;

    protected RoutingContract(EdgeSystem system)
    {
        _system = system;
        Assert.SkipWhen(_system.SkipReason is not null, _system.SkipReason ?? "");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, RouteTarget> Rows { get; } = new()
    {
        { "/api/tools?page=2&query=a%20b", RouteTarget.Backend },
        { "/api/health", RouteTarget.Backend },
        { "/api", RouteTarget.Backend },
        { "/alive", RouteTarget.Backend },
        { "/health/backend", RouteTarget.Backend },
        { "/health/mongodb", RouteTarget.Backend },
        { "/health/redis", RouteTarget.Backend },
        { "/health/full", RouteTarget.Backend },
        { "/health/nginx", RouteTarget.EdgeHealth },
        { "/nginx-health", RouteTarget.EdgeHealth },
        { "/health", RouteTarget.FrontendHealth },
        { "/health/frontend", RouteTarget.FrontendHealth },
        { "/metrics", RouteTarget.Closed },
        { "/METRICS/", RouteTarget.Closed },
        { "/%6detrics", RouteTarget.Closed },
        { "/api/../metrics", RouteTarget.Closed },
        { "/api/%2e%2e/metrics", RouteTarget.Closed },
        { "/openapi/v1.json", RouteTarget.Closed },
        { "/dev/seed", RouteTarget.Closed },
        { "/health/nobody", RouteTarget.Closed },
        { "/", RouteTarget.Frontend },
        { "/assets/index-C0ffee.js", RouteTarget.Frontend },
        { "/src/main.tsx", RouteTarget.Frontend },
        { "/tools/aider", RouteTarget.Backend },
        { "/sitemap.xml", RouteTarget.Backend },
        { "/robots.txt", RouteTarget.Backend },
        { "/robots-txt", RouteTarget.Frontend },
        { "/toolset", RouteTarget.Frontend },
        { "/apis", RouteTarget.Frontend },
        // Not the backend's /metrics, whatever the page's server makes of it.
        { "//metrics", RouteTarget.Frontend },
    };

    [Theory, MemberData(nameof(Rows))]
    public async Task Each_path_is_served_by_its_server(string path, RouteTarget target)
    {
        using HttpResponseMessage response = await _system.Client.GetAsync(AddressOf(path), Cancellation);

        string? answeredBy = response.Headers.TryGetValues("Answered-By", out IEnumerable<string>? values) ? values.Single() : null;
        Assert.Equal(target switch { RouteTarget.Backend => "backend", RouteTarget.Frontend => "frontend", _ => null }, answeredBy);
        Assert.Equal(target == RouteTarget.Closed ? HttpStatusCode.NotFound : HttpStatusCode.OK, response.StatusCode);
        if (target != RouteTarget.Frontend)
        {
            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        }
    }

    [Fact]
    public void Each_row_of_the_table_is_tested() =>
        Assert.All(Routes.All, route => Assert.Contains(
            Rows, row => row.Data.Item2 == route.Target && row.Data.Item1.StartsWith(route.Root, StringComparison.Ordinal)));

    [Fact]
    public async Task The_backend_sees_path_and_query_as_they_were_sent()
    {
        const string Sent = "/api/tools/search?query=a%20b%26c&page=1";
        Assert.Equal(Sent, (await AskBackendAsync(Sent)).GetProperty("target").GetString());
    }

    [Fact]
    public async Task An_encoded_slash_does_not_lead_out_of_the_api()
    {
        using HttpResponseMessage response = await _system.Client.GetAsync(AddressOf("/api/..%2fmetrics"), Cancellation);
        JsonElement answer = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            Assert.StartsWith("/api/", answer.GetProperty("target").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Requirement("R079")]
    public async Task The_backend_gets_the_address_of_the_client_from_the_edge_only()
    {
        JsonElement headers = (await AskBackendAsync("/api/tools", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"))).GetProperty("headers");
        string authority = _system.Client.BaseAddress!.Authority;
        Assert.Equal("127.0.0.1", headers.GetProperty("X-Forwarded-For").GetString());
        Assert.Equal("http", headers.GetProperty("X-Forwarded-Proto").GetString());
        Assert.Equal(authority, headers.GetProperty("X-Forwarded-Host").GetString());
        Assert.Equal(authority, headers.GetProperty("Host").GetString());
    }

    [Fact]
    public async Task A_web_socket_reaches_the_frontend_with_its_protocol()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("vite-hmr");
        await socket.ConnectAsync(new Uri($"ws://{_system.Client.BaseAddress!.Authority}/?token=x"), Cancellation);
        Assert.Equal("vite-hmr", socket.SubProtocol);

        await socket.SendAsync("ping"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        byte[] echo = new byte[16];
        WebSocketReceiveResult message = await socket.ReceiveAsync(echo, Cancellation);
        Assert.Equal("ping", Encoding.UTF8.GetString(echo, 0, message.Count));
    }

    // As it stands: a client normalises "..", an attacker does not.
    private Uri AddressOf(string path) =>
        new(_system.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private async Task<JsonElement> AskBackendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(path));
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using HttpResponseMessage response = await _system.Client.SendAsync(request, Cancellation);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
    }
}
