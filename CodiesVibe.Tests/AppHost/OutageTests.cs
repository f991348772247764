using System.Diagnostics;
using System.Net;
using CodiesVibe.Tests.Api.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.Tests.AppHost;

/// <summary>One service of the running system is unavailable for a while; the others keep running in the same processes.</summary>
[Collection(nameof(RunningSystem))]
public sealed class OutageTests(RunningSystem system)
{
    private static readonly TimeSpan s_noticed = TimeSpan.FromSeconds(30);

    /// <summary>The paths at the edge, with their longest response times.</summary>
    private static readonly Dictionary<string, TimeSpan> s_budgets = new()
    {
        ["/alive"] = TimeSpan.FromSeconds(10),
        ["/api/health"] = TimeSpan.FromSeconds(10),
        ["/health"] = TimeSpan.FromSeconds(10),
        ["/health/backend"] = TimeSpan.FromSeconds(30),
        ["/health/frontend"] = TimeSpan.FromSeconds(10),
        ["/health/full"] = TimeSpan.FromSeconds(60),
        ["/health/mongodb"] = TimeSpan.FromSeconds(10),
        ["/health/nginx"] = TimeSpan.FromSeconds(10),
        ["/health/redis"] = TimeSpan.FromSeconds(10),
    };

    [Theory]
    [InlineData("stopped")]
    [InlineData("paused")]
    public Task Without_mongodb_it_is_not_ready_but_alive(string how) => OutageAsync("mongodb", how, async edge =>
    {
        await ExpectAsync(edge, HttpStatusCode.ServiceUnavailable, "unhealthy", "/api/health", "/health/backend", "/health/full", "/health/mongodb");
        await ExpectAsync(edge, HttpStatusCode.OK, "healthy", "/alive", "/health", "/health/frontend", "/health/nginx", "/health/redis");
        await system.WaitForHealthAsync("backend", HealthStatus.Unhealthy);
    });

    [Theory]
    [InlineData("stopped")]
    [InlineData("paused")]
    public Task Without_redis_it_works_and_reports_that_it_is_degraded(string how) => OutageAsync("redis", how, async edge =>
    {
        await ExpectAsync(edge, HttpStatusCode.OK, "degraded", "/api/health", "/health/full");
        await ExpectAsync(edge, HttpStatusCode.ServiceUnavailable, "degraded", "/health/redis");
        await ExpectAsync(edge, HttpStatusCode.OK, "healthy", "/alive", "/health", "/health/backend", "/health/frontend", "/health/mongodb", "/health/nginx");
        Assert.Equal(HttpStatusCode.OK, (await edge.GetAnswerAsync("/api/tools?pageSize=9")).Status);
    });

    [Fact]
    public Task Without_the_frontend_the_api_works() => OutageAsync("frontend", "stopped", async edge =>
    {
        await ExpectAsync(edge, HttpStatusCode.ServiceUnavailable, "unhealthy", "/health", "/health/frontend", "/health/full");
        await ExpectAsync(edge, HttpStatusCode.OK, "healthy", "/alive", "/api/health", "/health/backend", "/health/mongodb", "/health/nginx", "/health/redis");
    });

    private async Task OutageAsync(string part, string how, Func<HttpClient, Task> expect)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && how == "paused", "Windows has no signal that pauses a process.");
        using var edge = system.Edge();
        await system.WaitForHealthAsync(part, HealthStatus.Healthy);
        await ExpectAsync(edge, HttpStatusCode.OK, "healthy", "/health/full");
        var (backend, process) = (system.ProcessOf("backend"), system.ProcessOf(part));
        if (how == "paused")
        {
            RunningSystem.Pause(process);
        }
        else
        {
            await system.ExecuteAsync(part, "Stop");
        }

        try
        {
            await expect(edge);
            if (how == "paused")
            {
                var elapsed = Stopwatch.StartNew();
                await system.WaitForHealthAsync(part, HealthStatus.Unhealthy);
                Assert.InRange(elapsed.Elapsed, TimeSpan.Zero, s_noticed);
            }
        }
        finally
        {
            if (how == "paused")
            {
                RunningSystem.Resume(process);
            }
            else
            {
                await system.ExecuteAsync(part, "Start");
            }
        }

        await ExpectAsync(edge, HttpStatusCode.OK, "healthy", [.. s_budgets.Keys]);
        await system.WaitForHealthAsync("backend", HealthStatus.Healthy);
        Assert.Equal(backend, system.ProcessOf("backend"));
    }

    /// <summary>Every response keeps within its budget, and soon each one is as expected.</summary>
    private static async Task ExpectAsync(HttpClient edge, HttpStatusCode status, string health, params string[] paths)
    {
        foreach (var path in paths)
        {
            await Eventually.BecomesTrueAsync($"{path} is {(int)status} {health}", s_noticed + s_budgets[path], async () =>
            {
                var answer = await edge.GetAnswerAsync(path);
                Assert.InRange(answer.Elapsed, TimeSpan.Zero, s_budgets[path]);
                return (answer.Status, answer.Health) == (status, health);
            });
        }
    }
}
