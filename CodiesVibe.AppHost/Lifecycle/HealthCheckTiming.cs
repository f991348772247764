using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Sets the times of all health checks: a limit for each, and short pauses while a resource is not healthy yet.</summary>
internal static class HealthCheckTiming
{
    /// <summary>Without a limit a server that accepts and never answers stays as healthy as it was.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    public static void AddHealthCheckTiming(this IServiceCollection services) => services.PostConfigure<HealthCheckServiceOptions>(options =>
    {
        foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
        {
            var factory = check.Factory;
            var wasHealthy = new StrongBox<bool>();
            check.Timeout = s_limit;
            check.Factory = provider => new PromptHealthCheck(factory(provider), wasHealthy);
        }
    });
}
