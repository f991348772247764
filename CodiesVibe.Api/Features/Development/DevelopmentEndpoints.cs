using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Features.Seeding;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CodiesVibe.Api.Features.Development;

/// <summary>Commands of a developer to a running system; mapped in development only.</summary>
internal static class DevelopmentEndpoints
{
    public static void MapDevelopment(this WebApplication app)
    {
        var development = app.MapGroup("/dev").WithTags("Development");
        development.WithRequestTimeout(nameof(DatabaseUnavailable));
        development.MapPost("cache/clear", ClearCacheAsync).WithSummary("Removes all cached responses.");
        development.MapPost("seed", SeedAsync).WithSummary("Writes the tools of the seed data that are missing or different in the database.");
    }

    private static async Task<Results<Ok<Cleared>, ProblemHttpResult>> ClearCacheAsync(ResponseCache cache, CancellationToken cancellationToken) =>
        await cache.ClearAsync(cancellationToken) is { } count
            ? TypedResults.Ok(new Cleared(count))
            : TypedResults.Problem("Redis is unavailable, so nothing was cleared. Try again when Redis is available.", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task<Ok<Seeded>> SeedAsync(Seeder seeder, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Seeded(await seeder.SeedAsync(cancellationToken)));

    /// <param name="Entries">The number of removed responses.</param>
    internal sealed record Cleared(long Entries);

    /// <param name="Tools">The number of written tools.</param>
    internal sealed record Seeded(int Tools);
}
