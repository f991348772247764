using CodiesVibe.Api.Database;
using MongoDB.Bson;
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

    /// <exception cref="MongoCommandException">A search is without its index, which the hint requires: it would scan all tools.</exception>
    public async Task<ToolPage> FindAsync(ToolQuery query, CancellationToken cancellationToken)
    {
        var hint = query.Search is null ? null : new BsonString(ToolIndexes.Words);
        using var answer = await Tools.AggregateAsync<BsonDocument>(ToolPipeline.Of(query), new AggregateOptions { Hint = hint }, cancellationToken);
        return ToolPipeline.Read(await answer.SingleAsync(cancellationToken), query);
    }

    /// <summary>The tool with this slug, else the one with this id, or null.</summary>
    public async Task<StoredTool?> GetAsync(string slugOrId, CancellationToken cancellationToken) =>
        await Tools.Find(s_filter.Eq(tool => tool.Slug, slugOrId)).FirstOrDefaultAsync(cancellationToken)
        ?? (ObjectId.TryParse(slugOrId, out _) ? await Tools.Find(s_filter.Eq(tool => tool.Id, slugOrId)).FirstOrDefaultAsync(cancellationToken) : null);

    /// <summary>Those of the tools that exist, by slug.</summary>
    public async Task<IReadOnlyDictionary<string, StoredTool>> GetAllAsync(IEnumerable<string> slugs, CancellationToken cancellationToken) =>
        (await Tools.Find(s_filter.In(tool => tool.Slug, slugs)).ToListAsync(cancellationToken)).ToDictionary(tool => tool.Slug);

    /// <summary>The number of tools in each category, which is a value of <see cref="ToolFacet.Functionality"/>; a tool may be in several.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountByCategoryAsync(CancellationToken cancellationToken)
    {
        using var answer = await Tools.AggregateAsync<BsonDocument>(ToolPipeline.CountBy(ToolFacet.Functionality), cancellationToken: cancellationToken);
        return ToolPipeline.Counts(ToolFacet.Functionality, await answer.ToListAsync(cancellationToken));
    }
}
