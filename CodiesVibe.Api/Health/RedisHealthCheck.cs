using CodiesVibe.Api.Caching;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace CodiesVibe.Api.Health;

/// <summary>Redis answers a ping. The API works without it, only slower.</summary>
internal sealed class RedisHealthCheck(RedisConnection connection) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (connection.Multiplexer is { } multiplexer)
            {
                await multiplexer.GetDatabase().PingAsync().WaitAsync(cancellationToken);
                return HealthCheckResult.Healthy("Redis answers.");
            }
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            // The result below says it.
        }

        return new HealthCheckResult(context.Registration.FailureStatus, "Redis does not respond, so nothing is cached.");
    }
}
