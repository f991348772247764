using System.Net;
using Aspire.Hosting.Testing;
using CodiesVibe.Tests.Api.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Driver;
using StackExchange.Redis;

namespace CodiesVibe.Tests.AppHost;

/// <summary>The whole system, healthy.</summary>
[Collection(nameof(RunningSystem))]
public sealed class SystemTests(RunningSystem system)
{
    [Theory]
    [Requirement("R016", "R018")]
    [InlineData("backend", "mongodb", "redis")]
    [InlineData("nginx", "backend", "frontend")]
    public void A_resource_starts_only_after_its_dependencies_are_healthy(string part, params string[] needs)
    {
        var history = system.History.ToList();
        var started = history.FindIndex(e => e.Resource.Name == part && e.Snapshot.State?.Text == "Running");
        Assert.All(needs, need => Assert.InRange(
            history.FindIndex(e => e.Resource.Name == need && e.Snapshot.HealthStatus == HealthStatus.Healthy), 0, started - 1));
    }

    [Fact]
    public async Task The_tools_in_the_database_are_served_through_the_edge()
    {
        using var edge = system.Edge();
        var page = await edge.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.Contains("<div id=\"root\">", page, StringComparison.Ordinal);

        var list = await edge.GetAnswerAsync("/api/tools?pageSize=1");
        Assert.Equal(HttpStatusCode.OK, list.Status);
        Assert.InRange((int)list.Body["total"]!, 60, int.MaxValue);

        var tool = list.Body["items"]![0]!;
        var found = await edge.GetAnswerAsync($"/api/tools/search?query={Uri.EscapeDataString((string)tool["name"]!)}");
        Assert.Contains((string)tool["slug"]!, found.Body["items"]!.AsArray().Select(item => (string)item!["slug"]!));
        Assert.InRange((int)found.Body["total"]!, 1, (int)list.Body["total"]! - 1);
    }

    /// <summary>Vite puts a script into the page that the edge's own policy forbids. A browser takes the policy of a 304 for the page that it has kept.</summary>
    [Fact]
    public async Task A_page_that_was_not_modified_keeps_the_policy_of_its_server()
    {
        const string Policy = "Content-Security-Policy";
        using var edge = system.Edge();
        using var first = await edge.GetAsync("/", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await edge.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Contains("'unsafe-inline'", Assert.Single(first.Headers.GetValues(Policy)), StringComparison.Ordinal);
        Assert.Equal(first.Headers.GetValues(Policy), second.Headers.GetValues(Policy));
    }

    [Theory]
    [Requirement("R044", "R045", "R049")]
    [InlineData("/alive", "self")]
    [InlineData("/api/health", "accepting", "mongodb", "redis", "schema")]
    [InlineData("/health")]
    [InlineData("/health/backend", "backend")]
    [InlineData("/health/frontend")]
    [InlineData("/health/full", "backend", "frontend", "mongodb", "nginx", "redis")]
    [InlineData("/health/mongodb", "mongodb")]
    [InlineData("/health/nginx")]
    [InlineData("/health/redis", "redis")]
    public async Task A_health_path_answers_at_the_edge(string path, params string[] checks)
    {
        using var edge = system.Edge();
        var answer = await edge.GetAnswerAsync(path);
        Assert.Equal((HttpStatusCode.OK, "healthy"), (answer.Status, answer.Health));
        Assert.Equal(checks, answer.Body["checks"]?.AsObject().Select(check => check.Key).Order() ?? Enumerable.Empty<string>());
    }

    [Theory]
    [InlineData("/health/unknown")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/dev/seed")]
    public async Task Internal_paths_are_not_reachable_through_the_edge(string path)
    {
        using var edge = system.Edge();
        Assert.Equal(HttpStatusCode.NotFound, (await edge.GetAnswerAsync(path)).Status);
    }

    [Fact]
    public async Task The_backend_serves_its_metrics_for_Prometheus()
    {
        using var backend = system.Backend();
        await backend.GetAnswerAsync("/api/tools");
        using var answer = await backend.GetAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connection_strings_lead_to_the_servers()
    {
        var database = new MongoUrl(await system.Application.GetConnectionStringAsync("codiesvibe", TestContext.Current.CancellationToken));
        using var client = new MongoClient(database);
        using var names = await client.GetDatabase(database.DatabaseName).ListCollectionNamesAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("tools", await names.ToListAsync(TestContext.Current.CancellationToken));

        var cache = await system.Application.GetConnectionStringAsync("redis", TestContext.Current.CancellationToken);
        await using var redis = await ConnectionMultiplexer.ConnectAsync(cache!);
        Assert.True(await redis.GetDatabase().PingAsync() > TimeSpan.Zero);

        Assert.Equal("http", system.Application.GetEndpoint("nginx").Scheme);
    }

    [Fact]
    public async Task The_commands_of_the_backend_work()
    {
        using var edge = system.Edge();
        await system.ExecuteAsync("backend", "Clear cache");
        await edge.GetAnswerAsync("/api/tools?pageSize=3");
        var cache = await system.Application.GetConnectionStringAsync("redis", TestContext.Current.CancellationToken);
        await using var redis = await ConnectionMultiplexer.ConnectAsync(cache!);
        Task<bool> IsCachedAsync(bool expected) => Task.FromResult((long)redis.GetDatabase().Execute("DBSIZE") > 0 == expected);
        await Eventually.BecomesTrueAsync("an answer is cached", TimeSpan.FromSeconds(10), () => IsCachedAsync(true));

        await system.ExecuteAsync("backend", "Clear cache");
        Assert.True(await IsCachedAsync(false));

        await system.ExecuteAsync("backend", "Seed data");
        Assert.Equal(HttpStatusCode.OK, (await edge.GetAnswerAsync("/api/tools")).Status);
    }

    [Fact]
    public async Task The_backend_restarts_under_the_running_edge()
    {
        using var edge = system.Edge();
        var before = system.ProcessOf("backend");
        await system.ExecuteAsync("backend", "Restart");
        await system.WaitForSuccessorAsync("backend", before);
        Assert.Equal(HttpStatusCode.OK, (await edge.GetAnswerAsync("/api/tools")).Status);
    }
}
