using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Gives each health check a time limit; without one a server that accepts and never answers stays as healthy as it was.</summary>
internal static class HealthCheckLimit
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    public static void AddHealthCheckLimit(this IServiceCollection services) => services.PostConfigure<HealthCheckServiceOptions>(options =>
    {
        foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
        {
            check.Timeout = s_limit;
        }
    });
}
