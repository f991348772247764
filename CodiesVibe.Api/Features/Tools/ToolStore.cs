using CodiesVibe.Api.Database;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>Reads tools from the database; while that is known to be unavailable, each method throws <see cref="TimeoutException"/> at once.</summary>
internal sealed class ToolStore(IMongoDatabase database, DatabaseOutage outage)
{
    private static readonly FilterDefinitionBuilder<StoredTool> s_filter = Builders<StoredTool>.Filter;

    private readonly IMongoCollection<StoredTool> _tools = StoredTool.In(database);

    private IMongoCollection<StoredTool> Tools
    {
        get
        {
            outage.ThrowIfKnown();
            return _tools;
        }
    }

    public async Task<ToolPage> FindAsync(ToolQuery query, CancellationToken cancellationToken)
    {
        var filter = FilterOf(query);
        var total = await Tools.CountDocumentsAsync(filter, cancellationToken: cancellationToken);
        var items = await Tools.Find(filter)
            .Sort(query.Sort is null ? ToolSort.ByRelevance : ToolSort.All[query.Sort])
            .Skip((query.Page - 1) * query.PageSize)
            .Limit(query.PageSize)
            .ToListAsync(cancellationToken);
        return new ToolPage(items, total, query.Page, query.PageSize);
    }

    /// <summary>The tool, or null.</summary>
    public async Task<StoredTool?> GetAsync(string slug, CancellationToken cancellationToken) =>
        await Tools.Find(s_filter.Eq(tool => tool.Slug, slug)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The number of tools in each category, which is a value of <see cref="ToolFacet.Functionality"/>; a tool may be in several.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountByCategoryAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, long>();
        foreach (var category in ToolFacet.Functionality.Vocabulary)
        {
            var inCategory = s_filter.AnyIn(ToolFacet.Functionality.Name, [category]);
            counts.Add(category, await Tools.CountDocumentsAsync(inCategory, cancellationToken: cancellationToken));
        }

        return counts;
    }

    private static FilterDefinition<StoredTool> FilterOf(ToolQuery query)
    {
        var filter = query.Words is null ? s_filter.Empty : s_filter.Text(query.Words.Text);
        return query.Filters.Aggregate(filter, (all, facet) => all & s_filter.AnyIn(facet.Key.Name, facet.Value));
    }
}
