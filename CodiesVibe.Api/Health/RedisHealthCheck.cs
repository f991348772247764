using CodiesVibe.Api.Caching;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.Api.Health;

/// <summary>Redis answers a ping. The API works without it, only slower.</summary>
internal sealed class RedisHealthCheck(RedisConnection connection) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await connection.IsRespondingAsync(cancellationToken)
            ? HealthCheckResult.Healthy("Redis answers.")
            : new HealthCheckResult(context.Registration.FailureStatus, "Redis does not respond, so nothing is cached.");
}
