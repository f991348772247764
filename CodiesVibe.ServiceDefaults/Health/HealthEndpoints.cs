using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CodiesVibe.ServiceDefaults.Health;

/// <summary>Maps every <see cref="HealthPath"/>.</summary>
internal static class HealthEndpoints
{
    public static void MapHealthPaths(this WebApplication app)
    {
        var checks = app.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;
        foreach (var path in HealthPath.Of(checks))
        {
            RejectSlowChecks(path, checks);
            app.MapHealthChecks(path.Path, new HealthCheckOptions
            {
                Predicate = path.Includes,
                ResponseWriter = HealthReportBody.WriteAsync,
                ResultStatusCodes =
                {
                    [HealthStatus.Healthy] = StatusCodes.Status200OK,
                    [HealthStatus.Degraded] = path.DegradedStatusCode,
                    [HealthStatus.Unhealthy] = StatusCodes.Status503ServiceUnavailable,
                },
            });
        }
    }

    private static void RejectSlowChecks(HealthPath path, IEnumerable<HealthCheckRegistration> checks)
    {
        if (checks.FirstOrDefault(check => path.Includes(check) && !IsWithin(path.Budget, check)) is { } slow)
        {
            throw new InvalidOperationException(
                $"The health check '{slow.Name}' may take longer than the {path.Budget.TotalSeconds} s in which '{path.Path}' must respond. "
                + "Reduce the budget of the check, or remove the check from the path.");
        }
    }

    private static bool IsWithin(TimeSpan budget, HealthCheckRegistration check) =>
        check.Timeout != Timeout.InfiniteTimeSpan && check.Timeout < budget;
}
