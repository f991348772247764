using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.ServiceDefaults.Health;

/// <summary>One health path: which checks it runs, and how long its response may take.</summary>
/// <param name="Path">The exact path.</param>
/// <param name="Budget">Upper bound of the response time.</param>
/// <param name="Includes">The checks that are part of it.</param>
/// <param name="DegradedStatusCode">HTTP status of a degraded result: 200 where the service still works, else 503.</param>
internal sealed record HealthPath(string Path, TimeSpan Budget, Func<HealthCheckRegistration, bool> Includes, int DegradedStatusCode = 200)
{
    /// <summary>The paths of a service with these checks.</summary>
    public static IEnumerable<HealthPath> Of(IEnumerable<HealthCheckRegistration> checks) =>
    [
        new("/alive", HealthBudgets.Database, Tagged(HealthTags.Live)),
        new("/health", HealthBudgets.Database, Tagged(HealthTags.Ready)),
        // The same, as seen from outside: at the edge /health is the front end's.
        new("/api/health", HealthBudgets.Database, Tagged(HealthTags.Ready)),
        new("/health/full", HealthBudgets.FullStack, Tagged(HealthTags.Full)),
        .. checks.Where(Tagged(HealthTags.OwnPath)).Select(check => new HealthPath(
            $"/health/{check.Name}", check.Timeout * 2, other => other.Name == check.Name, DegradedStatusCode: 503)),
    ];

    private static Func<HealthCheckRegistration, bool> Tagged(string tag) => check => check.Tags.Contains(tag);
}
