using System.Net;
using CodiesVibe.ServiceDefaults;
using CodiesVibe.ServiceDefaults.Health;
using CodiesVibe.Tests.Api.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.Tests.ServiceDefaults;

public sealed class HealthEndpointTests
{
    [Theory]
    [InlineData(true, true, HttpStatusCode.OK, "healthy")]
    [InlineData(true, false, HttpStatusCode.OK, "degraded")]
    [InlineData(false, true, HttpStatusCode.ServiceUnavailable, "unhealthy")]
    [InlineData(false, false, HttpStatusCode.ServiceUnavailable, "unhealthy")]
    public async Task Readiness_is_the_worst_of_its_checks_and_an_optional_one_only_degrades(
        bool requiredWorks, bool optionalWorks, HttpStatusCode status, string word)
    {
        await using var app = Build(checks => checks
            .AddRequired<ReplyingCheck>("required", HealthBudgets.Database, HealthTags.Ready, HealthTags.OwnPath)
            .AddOptional<ReplyingCheck>("optional", HealthBudgets.Database, HealthTags.Ready, HealthTags.OwnPath));
        app.Services.GetRequiredService<Replies>().Working =
            new[] { requiredWorks ? "required" : "", optionalWorks ? "optional" : "" };
        using var http = await StartAsync(app);

        foreach (var path in new[] { "/health", "/api/health" })
        {
            var answer = await http.GetAnswerAsync(path);
            Assert.Equal((status, word), (answer.Status, answer.Health));
            Assert.Equal(requiredWorks ? "healthy" : "unhealthy", answer.HealthOf("required"));
            Assert.Equal(optionalWorks ? "healthy" : "degraded", answer.HealthOf("optional"));
        }

        Assert.Equal(requiredWorks ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, (await http.GetAnswerAsync("/health/required")).Status);
        Assert.Equal(optionalWorks ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, (await http.GetAnswerAsync("/health/optional")).Status);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAnswerAsync("/alive")).Status);
    }

    [Fact]
    public async Task A_hanging_check_times_out_within_its_budget_and_a_failing_one_shows_no_cause()
    {
        var budget = TimeSpan.FromSeconds(4);
        await using var app = Build(checks => checks
            .AddRequired<HangingCheck>("hanging", budget, HealthTags.OwnPath)
            .AddRequired<ThrowingCheck>("throwing", budget, HealthTags.OwnPath));
        using var http = await StartAsync(app);

        var hanging = await http.GetAnswerAsync("/health/hanging");
        var throwing = await http.GetAnswerAsync("/health/throwing");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, hanging.Status);
        Assert.InRange(hanging.Elapsed, TimeSpan.Zero, budget);
        Assert.Equal("The check did not complete in time.", (string?)hanging.Body["checks"]!["hanging"]!["description"]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, throwing.Status);
        Assert.DoesNotContain(ThrowingCheck.Secret, throwing.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK, "healthy")]
    [InlineData(false, HttpStatusCode.ServiceUnavailable, "unhealthy")]
    public async Task Without_details_only_the_status_is_shown(bool works, HttpStatusCode status, string word)
    {
        await using var app = Build(checks => checks.AddRequired<ReplyingCheck>("required", HealthBudgets.Database, HealthTags.Full));
        app.Services.GetRequiredService<Replies>().Working = works ? ["required"] : [];
        using var http = await StartAsync(app);
        http.DefaultRequestHeaders.Add("X-Health-Detail", "none");

        var answer = await http.GetAnswerAsync("/health/full");

        Assert.Equal((status, word), (answer.Status, answer.Health));
        Assert.Equal(["status", "durationMs"], answer.Body.AsObject().Select(property => property.Key));
    }

    [Fact]
    public async Task A_check_that_may_outlast_its_path_is_refused()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddServiceDefaults();
        builder.Services.AddHealthChecks().AddRequired<HangingCheck>("slow", HealthBudgets.Backend, HealthTags.Ready);
        await using var app = builder.Build();

        var error = Assert.Throws<InvalidOperationException>(() => app.MapDefaultEndpoints());

        Assert.Contains("'slow'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'/health'", error.Message, StringComparison.Ordinal);
    }

    private static WebApplication Build(Action<IHealthChecksBuilder> addChecks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults();
        builder.Services.AddSingleton<Replies>();
        addChecks(builder.Services.AddHealthChecks());
        var app = builder.Build();
        app.MapDefaultEndpoints();
        return app;
    }

    private static async Task<HttpClient> StartAsync(WebApplication app)
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    private sealed class Replies
    {
        public IReadOnlyCollection<string> Working { get; set; } = [];
    }

    private sealed class ReplyingCheck(Replies replies) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(replies.Working.Contains(context.Registration.Name)
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus));
    }

    private sealed class HangingCheck : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class ThrowingCheck : IHealthCheck
    {
        public const string Secret = "mongodb://user:hunter2@host";

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Secret);
    }
}
