using System.ComponentModel;
using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>List, search, and one tool.</summary>
internal static class ToolEndpoints
{
    public static void MapTools(this WebApplication app)
    {
        var tools = app.MapGroup("/api/tools").WithTags("Tools")
            .AddEndpointFilter(RequireDatabaseAsync)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        tools.WithRequestTimeout(nameof(DatabaseUnavailable));
        tools.RequireRateLimiting(RateLimit.PerClient).ProducesProblem(StatusCodes.Status429TooManyRequests);
        tools.MapGet("", ListAsync).WithSummary("Lists the tools.");
        tools.MapGet("search", SearchAsync).WithSummary("Searches the tools by words in their name, functionality and description.");
        tools.MapGet("{slug}", GetAsync).WithSummary("Gets one tool.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ToolPage>, ValidationProblem>> ListAsync(
        [AsParameters] ToolParameters parameters, ToolStore store, ResponseCache cache, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var query = ToolQuery.Read(words: null, parameters, errors);
        return errors.Count > 0
            ? TypedResults.ValidationProblem(errors)
            : TypedResults.Ok(await FindAsync(query, store, cache, cancellationToken));
    }

    private static async Task<Results<Ok<ToolPage>, ValidationProblem>> SearchAsync(
        [Description("The words to search for. A tool matches if it contains one of them.")] string? query,
        [AsParameters] ToolParameters parameters,
        ToolStore store,
        ResponseCache cache,
        ApiTelemetry telemetry,
        CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var toolQuery = ToolQuery.Read(SearchWords.Read(query, errors), parameters, errors);
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var page = await FindAsync(toolQuery, store, cache, cancellationToken);
        telemetry.Search(found: page.Total > 0);
        return TypedResults.Ok(page);
    }

    private static async Task<Results<Ok<StoredTool>, ProblemHttpResult>> GetAsync(
        string slug, ToolStore store, ResponseCache cache, CancellationToken cancellationToken) =>
        await cache.GetOrLoadAsync($"tool={slug}", token => store.GetAsync(slug, token), cancellationToken) is { } tool
            ? TypedResults.Ok(tool)
            : TypedResults.Problem($"There is no tool '{slug}'.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<ToolPage> FindAsync(ToolQuery query, ToolStore store, ResponseCache cache, CancellationToken cancellationToken) =>
        (await cache.GetOrLoadAsync<ToolPage>(query.CacheKey, async token => await store.FindAsync(query, token), cancellationToken))!;

    /// <summary>Before the database is prepared, an empty page would be wrong.</summary>
    private static async ValueTask<object?> RequireDatabaseAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.RequestServices.GetRequiredService<DatabaseState>().IsReady)
        {
            return await next(context);
        }

        await DatabaseUnavailable.WriteAsync(context.HttpContext);
        return Results.Empty;
    }
}
