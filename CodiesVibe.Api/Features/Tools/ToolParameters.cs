using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>The query string of a list or search request, before it is validated as a <see cref="ToolQuery"/>.</summary>
internal sealed record ToolParameters
{
    [Description("The words to search for, 1 to 200 characters. A tool matches if it contains one of them; words of one letter are ignored.")]
    [FromQuery(Name = "query")]
    public string? Query { get; init; }

    [Description("The page number, starting at 1. Default: 1.")]
    [FromQuery(Name = "page")]
    public string? Page { get; init; }

    [Description("The number of tools per page, 1 to 100. Default: 20.")]
    [FromQuery(Name = "pageSize")]
    public string? PageSize { get; init; }

    [Description("relevance, name, newest, popularity or rating. Default: relevance for a search, otherwise name.")]
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    [Description("Only tools with at least this rating, 0 to 5. Default: 0.")]
    [FromQuery(Name = "minRating")]
    public string? MinRating { get; init; }

    [Description("Only tools with one of these values. Like all facets, it can be repeated.")]
    [FromQuery(Name = "pricing")]
    public string[]? Pricing { get; init; }

    [Description("Only tools with one of these values.")]
    [FromQuery(Name = "interface")]
    public string[]? Interface { get; init; }

    [Description("Only tools with one of these values.")]
    [FromQuery(Name = "functionality")]
    public string[]? Functionality { get; init; }

    [Description("Only tools with one of these values.")]
    [FromQuery(Name = "deployment")]
    public string[]? Deployment { get; init; }
}
