using CodiesVibe.Api.Database;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Driver;

namespace CodiesVibe.Api.Health;

/// <summary>MongoDB answers a ping.</summary>
internal sealed class MongoHealthCheck(IMongoDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy("MongoDB answers.");
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"{DatabaseFailure.Describe(error)}.");
        }
    }
}
