using System.ComponentModel;
using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>List, search, comparison, and one tool.</summary>
internal static class ToolEndpoints
{
    private static readonly string[] s_read = [HttpMethods.Get, HttpMethods.Head];

    public static void MapTools(this WebApplication app)
    {
        var tools = app.MapGroup("/api/tools").WithTags("Tools")
            .RequireKnownParameters()
            .RequireDatabase()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        tools.WithRequestTimeout(nameof(DatabaseUnavailable));
        tools.RequireRateLimiting(RateLimit.PerClient).ProducesProblem(StatusCodes.Status429TooManyRequests);
        tools.MapMethods("", s_read, ListAsync).WithSummary("Lists the tools, or searches them if there is a query.").Produces<ToolPage>();
        tools.MapMethods("search", s_read, SearchAsync)
            .WithSummary("Searches the tools by words in their name, keywords, functionality and descriptions.").Produces<ToolPage>();
        tools.MapMethods("compare", s_read, CompareAsync).WithSummary("Gets two or three tools to compare.")
            .Produces<ToolComparison>().ProducesProblem(StatusCodes.Status404NotFound);
        tools.MapMethods("{slug}", s_read, GetAsync).WithSummary("Gets one tool.")
            .Produces<StoredTool>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<FileContentHttpResult, ValidationProblem>> ListAsync(
        [AsParameters] ToolParameters parameters,
        ToolStore store,
        ResponseCache cache,
        ApiTelemetry telemetry,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var query = ToolQuery.Read(parameters, errors);
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        var page = (await cache.GetOrLoadAsync<ToolPage>(query.CacheKey, async token => await store.FindAsync(query, token), cancellationToken))!;
        if (query.Search is not null)
        {
            telemetry.Search(found: !ToolPage.IsEmpty(page));
        }

        return ConditionalJson.Answer(context, page);
    }

    private static Task<Results<FileContentHttpResult, ValidationProblem>> SearchAsync(
        [AsParameters] ToolParameters parameters,
        ToolStore store,
        ResponseCache cache,
        ApiTelemetry telemetry,
        HttpContext context,
        CancellationToken cancellationToken) =>
        ListAsync(parameters with { Query = parameters.Query ?? "" }, store, cache, telemetry, context, cancellationToken);

    private static async Task<Results<FileContentHttpResult, ValidationProblem, ProblemHttpResult>> CompareAsync(
        [Description("The slugs of two or three tools, with commas between them.")][FromQuery(Name = "slugs")] string? slugs,
        ToolStore store,
        ResponseCache cache,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var wanted = ToolComparison.ReadSlugs(slugs, errors);
        if (errors.Count > 0)
        {
            return TypedResults.ValidationProblem(errors);
        }

        string? missing = null;
        var comparison = await cache.GetOrLoadAsync($"compare={slugs}", LoadAsync, cancellationToken);
        return comparison is null ? Unknown(missing!) : ConditionalJson.Answer(context, comparison);

        async Task<ToolComparison?> LoadAsync(CancellationToken token)
        {
            var found = await store.GetAllAsync(wanted, token);
            missing = wanted.FirstOrDefault(slug => !found.ContainsKey(slug));
            return missing is null ? new ToolComparison([.. wanted.Select(slug => found[slug])]) : null;
        }
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAsync(
        [Description("The tool's slug, or its id.")] string slug, ToolStore store, ResponseCache cache, HttpContext context, CancellationToken cancellationToken) =>
        await cache.GetOrLoadAsync($"tool={slug}", token => store.GetAsync(slug, token), cancellationToken) is { } tool
            ? ConditionalJson.Answer(context, tool)
            : Unknown(slug);

    private static ProblemHttpResult Unknown(string slug) =>
        TypedResults.Problem($"There is no tool '{slug}'.", statusCode: StatusCodes.Status404NotFound);
}
