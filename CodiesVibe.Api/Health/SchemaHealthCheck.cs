using CodiesVibe.Api.Database;
using CodiesVibe.Api.Features.Tools;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Driver;

namespace CodiesVibe.Api.Health;

/// <summary>The database was migrated and seeded, and answers a search, which needs its index.</summary>
internal sealed class SchemaHealthCheck(DatabaseState state, ToolStore store) : IHealthCheck
{
    private static readonly ToolQuery s_search = ToolQuery.First(new SearchWords(["code"]));

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!state.IsReady)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, state.Problem is { } problem ? $"The database is not prepared yet: {problem}." : "The database is not prepared yet.");
        }

        try
        {
            await store.FindAsync(s_search, cancellationToken);
            return HealthCheckResult.Healthy("The database is prepared and answers searches.");
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The database does not answer a search: {DatabaseFailure.Describe(error)}.");
        }
    }
}
