using CodiesVibe.ServiceDefaults.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CodiesVibe.ServiceDefaults;

/// <summary>
/// The end of a service that others still send requests to. From the signal on it is not ready any more; for a moment it serves on, as those who
/// looked its address up just before do not know yet; then it takes no more and finishes what it has.
/// </summary>
internal static class Draining
{
    /// <summary>As long as the edge remembers an address, and as much again.</summary>
    private static readonly TimeSpan s_serveOn = TimeSpan.FromSeconds(2);

    /// <summary>For requests under way, after that.</summary>
    private static readonly TimeSpan s_finish = TimeSpan.FromSeconds(30);

    public static void AddDraining(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddRequired<NotStopping>("accepting", HealthBudgets.Database, HealthTags.Ready);
        // Whoever develops stops the service to start it again.
        if (!builder.Environment.IsDevelopment())
        {
            builder.Services.AddHostedService<Pause>();
            builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_serveOn + s_finish);
        }
    }

    private sealed class NotStopping(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
                ? new HealthCheckResult(context.Registration.FailureStatus, "The service is stopping.")
                : HealthCheckResult.Healthy("Takes requests."));
    }

    /// <summary>Nothing stops before this has let it.</summary>
    private sealed class Pause : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(s_serveOn, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
