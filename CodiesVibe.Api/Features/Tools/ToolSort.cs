using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>The orders in which tools can be listed. Each ends with the slug, so that it is total and pages never overlap.</summary>
internal static class ToolSort
{
    public const string ByName = "name";

    private static readonly SortDefinitionBuilder<StoredTool> s_sort = Builders<StoredTool>.Sort;

    public static readonly IReadOnlyDictionary<string, SortDefinition<StoredTool>> All = new Dictionary<string, SortDefinition<StoredTool>>
    {
        [ByName] = s_sort.Ascending(tool => tool.NameKey).Ascending(tool => tool.Slug),
        ["-name"] = s_sort.Descending(tool => tool.NameKey).Ascending(tool => tool.Slug),
        ["createdAt"] = s_sort.Ascending(tool => tool.CreatedAt).Ascending(tool => tool.Slug),
        ["-createdAt"] = s_sort.Descending(tool => tool.CreatedAt).Ascending(tool => tool.Slug),
    };

    /// <summary>Best match first; equal ones by name.</summary>
    public static readonly SortDefinition<StoredTool> ByRelevance = s_sort.Combine(s_sort.MetaTextScore("score"), All[ByName]);
}
