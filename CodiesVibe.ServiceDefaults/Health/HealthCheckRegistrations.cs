using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.ServiceDefaults.Health;

/// <summary>How a service adds the checks of its dependencies.</summary>
public static class HealthCheckRegistrations
{
    /// <summary>Adds a check without which the service cannot work.</summary>
    /// <param name="checks">The service's checks.</param>
    /// <param name="name">Name in the bodies, and in <c>/health/{name}</c>.</param>
    /// <param name="budget">See <see cref="HealthBudgets"/>. The check's token is cancelled after half of it.</param>
    /// <param name="tags">See <see cref="HealthTags"/>.</param>
    public static IHealthChecksBuilder AddRequired<TCheck>(this IHealthChecksBuilder checks, string name, TimeSpan budget, params string[] tags)
        where TCheck : class, IHealthCheck =>
        checks.AddCheck<TCheck>(name, HealthStatus.Unhealthy, tags, HealthBudgets.TimeoutOf(budget));

    /// <summary>As <see cref="AddRequired{TCheck}"/>, for a dependency that the service works without: a failure degrades it.</summary>
    public static IHealthChecksBuilder AddOptional<TCheck>(this IHealthChecksBuilder checks, string name, TimeSpan budget, params string[] tags)
        where TCheck : class, IHealthCheck =>
        checks.AddCheck<TCheck>(name, HealthStatus.Degraded, tags, HealthBudgets.TimeoutOf(budget));
}
