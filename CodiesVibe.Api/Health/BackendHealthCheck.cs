using CodiesVibe.Api.Database;
using CodiesVibe.Api.Features.Tools;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Driver;

namespace CodiesVibe.Api.Health;

/// <summary>The API can do its main work: list tools from the database, without the cache.</summary>
internal sealed class BackendHealthCheck(DatabaseState state, ToolStore store) : IHealthCheck
{
    private static readonly ToolQuery s_firstTool = ToolQuery.First(search: null);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!state.IsReady)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The database is not prepared yet.");
        }

        try
        {
            var page = await store.FindAsync(s_firstTool, cancellationToken);
            return HealthCheckResult.Healthy($"The API lists {page.Total} tools.");
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The API cannot list tools: {DatabaseFailure.Describe(error)}.");
        }
    }
}
