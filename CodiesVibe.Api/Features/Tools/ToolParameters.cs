using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>The query string of a list or search request, before it is validated as a <see cref="ToolQuery"/>.</summary>
internal sealed record ToolParameters
{
    [Description("The page number, starting at 1. Default: 1.")]
    [FromQuery(Name = "page")]
    public string? Page { get; init; }

    [Description("The number of tools per page, 1 to 100. Default: 24.")]
    [FromQuery(Name = "pageSize")]
    public string? PageSize { get; init; }

    [Description("name, -name, createdAt or -createdAt; a minus sign means descending. Default: name, or relevance for a search.")]
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    [Description("Only tools with one of these values. Like all filters, it can be repeated.")]
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
