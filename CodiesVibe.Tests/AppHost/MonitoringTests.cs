using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.Tests.AppHost;

/// <summary>The monitoring programs of this machine, on the running system and with the configuration of production.</summary>
[Collection(nameof(RunningSystem))]
public sealed class MonitoringTests(RunningSystem system)
{
    private static readonly string[] s_watchers = ["alertmanager", "node-exporter", "prometheus"];

    [Theory]
    [InlineData("prometheus", "prometheus")]
    [InlineData("alertmanager", "alertmanager", "prometheus-alertmanager")]
    [InlineData("node-exporter", "node_exporter", "prometheus-node-exporter")]
    public async Task A_program_that_is_installed_runs_and_is_healthy(string resource, params string[] programs)
    {
        InstalledProgram.Require(programs);
        await system.WaitForHealthAsync(resource, HealthStatus.Healthy);
    }

    [Fact]
    public async Task Prometheus_scrapes_the_backend_and_every_monitoring_program()
    {
        InstalledProgram.Require("prometheus");
        using var prometheus = system.Application.CreateHttpClient("prometheus", "http");
        await system.WaitForHealthAsync("prometheus", HealthStatus.Healthy);
        var expected = s_watchers.Where(name => system.History.Any(e => e.Resource.Name == name && e.Snapshot.HealthStatus is not null)).Append("backend").Order(StringComparer.Ordinal).ToArray();
        await Eventually.BecomesTrueAsync("all targets are up", TimeSpan.FromSeconds(60), async () =>
        {
            var up = await QueryAsync(prometheus, "up == 1");
            return up.Select(series => (string)series["metric"]!["service"]!).Order(StringComparer.Ordinal).SequenceEqual(expected, StringComparer.Ordinal);
        });
        var backend = Assert.Single(await QueryAsync(prometheus, """up{service="backend"}"""));
        Assert.Equal("blue", (string?)backend["metric"]!["slot"]);
    }

    [Fact]
    public async Task Prometheus_evaluates_the_rules_of_production_without_errors()
    {
        InstalledProgram.Require("prometheus");
        using var prometheus = system.Application.CreateHttpClient("prometheus", "http");
        await system.WaitForHealthAsync("prometheus", HealthStatus.Healthy);
        await Eventually.BecomesTrueAsync("the rules are evaluated", TimeSpan.FromSeconds(60), async () =>
            (await QueryAsync(prometheus, """service:up:max{service="backend"} == 1""")).Count == 1);
        var rules = JsonNode.Parse(await prometheus.GetStringAsync("/api/v1/rules", TestContext.Current.CancellationToken))!["data"]!["groups"]!.AsArray()
            .SelectMany(group => group!["rules"]!.AsArray()).ToArray();
        Assert.Contains(rules, rule => (string?)rule!["name"] == "RedisDown");
        Assert.DoesNotContain(rules, rule => (string?)rule!["health"] == "err");
    }

    private static async Task<IReadOnlyList<JsonNode>> QueryAsync(HttpClient prometheus, string query)
    {
        var answer = await prometheus.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}", TestContext.Current.CancellationToken);
        return [.. JsonNode.Parse(answer)!["data"]!["result"]!.AsArray().Select(series => series!)];
    }
}
