using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Sets the times of all health checks: a time-out for each, and short pauses until a resource is healthy.</summary>
internal static class HealthCheckTiming
{
    /// <summary>Without a time-out, a server that accepts connections and never answers keeps its last health status.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    public static void AddHealthCheckTiming(this IServiceCollection services) => services.PostConfigure<HealthCheckServiceOptions>(options =>
    {
        foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
        {
            var factory = check.Factory;
            var wasHealthy = new StrongBox<bool>();
            check.Timeout = s_timeout;
            check.Factory = provider => new PromptHealthCheck(factory(provider), wasHealthy);
        }
    });
}
