using CodiesVibe.ServiceDefaults.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CodiesVibe.ServiceDefaults;

/// <summary>
/// Graceful shutdown of a service that still receives requests. From the signal on it is not ready; it keeps serving for a moment, because
/// clients that have just resolved its address do not know yet; then it accepts no more requests and completes those under way.
/// </summary>
internal static class Draining
{
    /// <summary>Twice the time for which the edge caches an address.</summary>
    private static readonly TimeSpan s_keepServing = TimeSpan.FromSeconds(2);

    /// <summary>The time for requests under way, after that.</summary>
    private static readonly TimeSpan s_complete = TimeSpan.FromSeconds(30);

    public static void AddDraining(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddRequired<NotStopping>("accepting", HealthBudgets.Database, HealthTags.Ready);
        // A developer stops the service to start it again at once.
        if (!builder.Environment.IsDevelopment())
        {
            builder.Services.AddHostedService<Pause>();
            builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_keepServing + s_complete);
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

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(s_keepServing, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
