using CodiesVibe.Api.Database;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.Api.Health;

/// <summary>The database was migrated and seeded.</summary>
internal sealed class SchemaHealthCheck(DatabaseState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.IsReady
            ? HealthCheckResult.Healthy("The database is prepared.")
            : new HealthCheckResult(context.Registration.FailureStatus, "The database is not prepared yet."));
}
