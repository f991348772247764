using CodiesVibe.AppHost.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.Tests.AppHost.Lifecycle;

/// <summary>How often and how long the app host checks the health of a resource.</summary>
public sealed class PromptHealthCheckTests
{
    private int _asked;

    [Fact]
    public async Task A_check_is_repeated_until_it_passes_and_then_runs_once_each_time()
    {
        await using var services = Services(_ => Task.FromResult(++_asked >= 3));

        Assert.Equal(HealthStatus.Healthy, await StatusAsync(services));
        Assert.Equal(3, _asked);
        Assert.Equal(HealthStatus.Healthy, await StatusAsync(services));
        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task A_failure_after_a_success_is_reported_at_once()
    {
        await using var services = Services(_ => Task.FromResult(++_asked == 1));

        Assert.Equal(HealthStatus.Healthy, await StatusAsync(services));
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(services));
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task A_check_that_never_passes_ends_with_its_own_result()
    {
        await using var services = Services(_ => Task.FromResult(false));

        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal("no", report.Entries["server"].Description);
    }

    [Fact]
    public async Task A_check_that_does_not_answer_is_unhealthy_after_its_limit()
    {
        await using var services = Services(async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return true;
        });

        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(services).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private static ServiceProvider Services(Func<CancellationToken, Task<bool>> check)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddHealthChecks().AddAsyncCheck("server", async token => await check(token) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("no"));
        services.AddHealthCheckTiming();
        return services.BuildServiceProvider();
    }

    private static async Task<HealthStatus> StatusAsync(ServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Status;
}
