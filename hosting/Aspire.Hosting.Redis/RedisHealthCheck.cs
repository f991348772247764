using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Aspire.Hosting.Redis;

/// <summary>Healthy when the server lets the client in and answers a ping.</summary>
internal sealed class RedisHealthCheck(RedisResource resource) : IHealthCheck
{
    private const int LimitInMilliseconds = 2000;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var options = ConfigurationOptions.Parse((await resource.ConnectionStringExpression.GetValueAsync(cancellationToken).ConfigureAwait(false))!);
        options.ConnectTimeout = LimitInMilliseconds;
        options.AsyncTimeout = LimitInMilliseconds;
        try
        {
            // A connection of its own for each check: it sees what a client sees that comes now.
            var connection = await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await connection.GetDatabase().PingAsync().ConfigureAwait(false);
            }

            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"Redis at {options.EndPoints[0]} does not answer as it should ({exception.GetType().Name})", exception);
        }
    }
}
