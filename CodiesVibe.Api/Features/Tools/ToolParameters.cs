using System.ComponentModel;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>The query string of a list or search request, as it came. <see cref="ToolQuery"/> is what it means.</summary>
internal sealed record ToolParameters
{
    [Description("Number of the page, from 1. Default 1.")]
    public string? Page { get; init; }

    [Description("Tools on a page, 1 to 100. Default 24.")]
    public string? PageSize { get; init; }

    [Description("name, -name, createdAt or -createdAt; a minus sign means descending. Default: name; of a search: relevance.")]
    public string? Sort { get; init; }

    [Description("Only tools with one of these; may be given more than once, as all filters.")]
    public string[]? Pricing { get; init; }

    [Description("Only tools with one of these.")]
    public string[]? Interface { get; init; }

    [Description("Only tools with one of these.")]
    public string[]? Functionality { get; init; }

    [Description("Only tools with one of these.")]
    public string[]? Deployment { get; init; }
}
