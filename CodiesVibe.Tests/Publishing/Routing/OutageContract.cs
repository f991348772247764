using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CodiesVibe.Publishing.Routing;
using CodiesVibe.ServiceDefaults.Health;
using CodiesVibe.Tests.Api.Support;
using Microsoft.AspNetCore.Http;

namespace CodiesVibe.Tests.Publishing.Routing;

/// <summary>The responses of the edge while a server behind it is unavailable, slow or wrong, for each program at the edge.</summary>
public abstract class OutageContract : IAsyncLifetime
{
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(1);

    private readonly EdgeSystem _system;

    protected OutageContract(EdgeSystem system)
    {
        _system = system;
        Assert.SkipWhen(system.SkipReason is not null, system.SkipReason ?? "");
    }


    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _system.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _system.DisposeAsync();
    }

    [Fact]
    [Requirement("R045", "R055")]
    public async Task Without_the_backend_page_and_edge_work_and_the_api_returns_with_it()
    {
        await _system.Backend.StopAsync();
        await AssertProblemAsync("/api/tools", HttpStatusCode.BadGateway, "The backend cannot be reached.");
        await AssertProblemAsync("/health/full", HttpStatusCode.BadGateway, "The backend cannot be reached.");
        await AssertStatusAsync("/", HttpStatusCode.OK);
        await AssertHealthAsync("/health", HttpStatusCode.OK);
        await AssertHealthAsync("/health/nginx", HttpStatusCode.OK);

        await _system.Backend.StartAsync();
        await AssertStatusAsync("/api/tools", HttpStatusCode.OK);
    }

    [Theory]
    [Requirement("R055")]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(null)]
    public async Task Where_the_backend_cannot_make_the_page_of_a_tool_the_page_is_served_as_it_is(int? status)
    {
        await using FakeTarget backend = await FakeTarget.StartBackendAsync(context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status ?? 200, "application/problem+json");
            return context.Response.WriteAsync("{}");
        });
        await using IEdgeProcess edge = await _system.StartEdgeAsync(backend.Address, _system.Frontend.Address);
        if (status is null)
        {
            await backend.StopAsync();
        }

        using HttpResponseMessage response = await edge.Client.GetAsync("/tools/aider", Cancellation);
        Assert.Equal(
            (HttpStatusCode.OK, "text/html", "frontend", "no-cache"),
            (response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.GetValues("Answered-By").Single(), $"{response.Headers.CacheControl}"));
        Assert.Contains("The page", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_there_is_no_such_tool_is_the_answer_of_the_backend()
    {
        await using FakeTarget backend = await FakeTarget.StartBackendAsync(context =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("No such tool.");
        });
        await using IEdgeProcess edge = await _system.StartEdgeAsync(backend.Address, _system.Frontend.Address);
        using HttpResponseMessage response = await edge.Client.GetAsync("/tools/nothing", Cancellation);
        Assert.Equal((HttpStatusCode.NotFound, "No such tool."), (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    [Requirement("R044")]
    public async Task Without_the_frontend_api_and_edge_work_and_the_page_returns_with_it()
    {
        await _system.Frontend.StopAsync();
        await AssertHealthAsync("/health", HttpStatusCode.ServiceUnavailable, "The frontend cannot be reached.");
        await AssertHealthAsync("/health/frontend", HttpStatusCode.ServiceUnavailable, "The frontend cannot be reached.");
        await AssertHealthAsync("/nginx-health", HttpStatusCode.OK);
        await AssertStatusAsync("/api/tools", HttpStatusCode.OK);
        await AssertProblemAsync("/src/main.tsx", HttpStatusCode.BadGateway, "The frontend cannot be reached.");

        using var navigation = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/html") } } };
        using HttpResponseMessage page = await _system.Client.SendAsync(navigation, Cancellation);
        Assert.Equal(HttpStatusCode.BadGateway, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("CodiesVibe is not available right now", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("2", page.Headers.GetValues("Refresh").Single());

        await _system.Frontend.StartAsync();
        await AssertStatusAsync("/", HttpStatusCode.OK);
        await AssertHealthAsync("/health", HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(200, "application/json", "The frontend answers with application/json instead of a page.")]
    [InlineData(500, "text/html", "The frontend answers 500.")]
    public async Task A_frontend_without_a_page_is_not_healthy(int status, string type, string fault)
    {
        await using FakeTarget frontend = await FakeTarget.StartFrontendAsync(context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            return Task.CompletedTask;
        });
        await using IEdgeProcess edge = await _system.StartEdgeAsync(_system.Backend.Address, frontend.Address);
        await AssertHealthAsync("/health", HttpStatusCode.ServiceUnavailable, fault, edge.Client);
    }

    [Fact]
    public async Task A_server_that_refuses_connections_fails_at_once()
    {
        await _system.Backend.StopAsync();
        await _system.Frontend.StopAsync();
        await AssertStatusAsync("/nginx-health", HttpStatusCode.OK); // a cold start is not measured
        var watch = Stopwatch.StartNew();
        await AssertProblemAsync("/api/tools", HttpStatusCode.BadGateway, "The backend cannot be reached.");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, s_atOnce);
        watch.Restart();
        await AssertHealthAsync("/health", HttpStatusCode.ServiceUnavailable, "The frontend cannot be reached.");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, s_atOnce);
    }

    [Fact]
    public async Task A_connection_to_an_unreachable_machine_times_out()
    {
        using BlackHole gone = await BlackHole.ThatDropsAsync(Cancellation);
        var address = new Uri($"http://127.0.0.1:{gone.Port}");
        await using IEdgeProcess edge = await _system.StartEdgeAsync(address, address);
        var watch = Stopwatch.StartNew();
        await AssertProblemAsync("/api/tools", HttpStatusCode.GatewayTimeout, "The backend did not answer in time.", edge.Client);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(Patience.ConnectSeconds + 2));
    }

    [Fact]
    public async Task A_frontend_that_does_not_answer_is_unhealthy_within_its_budget()
    {
        await using FakeTarget frontend = await FakeTarget.StartFrontendAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using IEdgeProcess edge = await _system.StartEdgeAsync(_system.Backend.Address, frontend.Address);
        var watch = Stopwatch.StartNew();
        await AssertHealthAsync("/health", HttpStatusCode.ServiceUnavailable, "The frontend did not answer in time.", edge.Client);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(Patience.ProbeSeconds + 1));
    }

    [Fact]
    public async Task A_slow_backend_is_waited_for_within_its_budget()
    {
        await using FakeTarget backend = await FakeTarget.StartBackendAsync(context => Task.Delay(TimeSpan.FromSeconds(12), context.RequestAborted));
        await using IEdgeProcess edge = await _system.StartEdgeAsync(backend.Address, _system.Frontend.Address);
        using HttpResponseMessage response = await edge.Client.GetAsync("/api/tools", Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_backend_that_does_not_respond_times_out_within_the_budget()
    {
        await using FakeTarget backend = await FakeTarget.StartBackendAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using IEdgeProcess edge = await _system.StartEdgeAsync(backend.Address, _system.Frontend.Address);
        var watch = Stopwatch.StartNew();
        using HttpResponseMessage response = await edge.Client.GetAsync("/api/health", Cancellation);
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, HealthBudgets.Database + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_write_that_the_backend_interrupted_is_not_retried()
    {
        int writes = 0;
        await using FakeTarget backend = await FakeTarget.StartBackendAsync(async context =>
        {
            if (context.Request.Method == "POST")
            {
                Interlocked.Increment(ref writes);
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                context.Abort();
            }
        });
        await using IEdgeProcess edge = await _system.StartEdgeAsync(backend.Address, _system.Frontend.Address);

        // A connection that has served before is the one that a client may be tempted to replace.
        using HttpResponseMessage before = await edge.Client.GetAsync("/api/tools", Cancellation);
        using HttpResponseMessage response = await edge.Client.PostAsJsonAsync("/api/tools", new { name = "x" }, Cancellation);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(1, writes);
    }

    private async Task AssertStatusAsync(string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await _system.Client.GetAsync(path, Cancellation);
        Assert.Equal(status, response.StatusCode);
    }

    private async Task AssertProblemAsync(string path, HttpStatusCode status, string detail, HttpClient? client = null)
    {
        using HttpResponseMessage response = await (client ?? _system.Client).GetAsync(path, Cancellation);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(detail, problem.GetProperty("detail").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
    }

    private async Task AssertHealthAsync(string path, HttpStatusCode status, string? detail = null, HttpClient? client = null)
    {
        using HttpResponseMessage response = await (client ?? _system.Client).GetAsync(path, Cancellation);
        JsonElement health = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(detail, health.TryGetProperty("detail", out JsonElement fault) ? fault.GetString() : null);
        Assert.Equal(detail is null ? "healthy" : "unhealthy", health.GetProperty("status").GetString());
        Assert.Equal(status, response.StatusCode);
    }
}
