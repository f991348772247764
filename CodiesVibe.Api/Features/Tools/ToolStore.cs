using CodiesVibe.Api.Database;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>Reads and writes tools in the database; while that is known to be unavailable, each method throws <see cref="TimeoutException"/> at once.</summary>
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

    /// <summary>The slugs of all tools, in alphabetical order.</summary>
    public async Task<IReadOnlyList<string>> GetSlugsAsync(CancellationToken cancellationToken) =>
        await Tools.Find(s_filter.Empty).SortBy(tool => tool.Slug).Project(tool => tool.Slug).ToListAsync(cancellationToken);

    /// <summary>The properties that must be unique and that another tool than the one with this id has: slug, name.</summary>
    public async Task<IReadOnlyList<string>> FindTwinsAsync(Tool tool, string id, CancellationToken cancellationToken)
    {
        var bySlug = await Tools.Find(s_filter.Eq(other => other.Slug, tool.Slug)).FirstOrDefaultAsync(cancellationToken);
        var byName = await Tools.Find(s_filter.Eq(other => other.NameKey, StoredTool.KeyOf(tool.Name))).FirstOrDefaultAsync(cancellationToken);
        return [.. new[] { ("slug", bySlug), ("name", byName) }.Where(twin => twin.Item2 is not null && twin.Item2.Id != id).Select(twin => twin.Item1)];
    }

    /// <summary>Adds the tool under this id, or replaces the one that has it.</summary>
    /// <returns>False if its slug is that of another tool.</returns>
    public async Task<bool> TryPutAsync(string id, Tool tool, DateTime createdAt, CancellationToken cancellationToken)
    {
        try
        {
            await Tools.UpdateOneAsync(
                s_filter.Eq(other => other.Id, id),
                new BsonDocument { ["$set"] = StoredTool.ElementsOf(tool), ["$setOnInsert"] = new BsonDocument("createdAt", createdAt) },
                new UpdateOptions { IsUpsert = true },
                cancellationToken);
            return true;
        }
        catch (MongoWriteException error) when (error.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => Tools.DeleteOneAsync(s_filter.Eq(tool => tool.Id, id), cancellationToken);

    /// <summary>The number of tools in each category, which is a value of <see cref="ToolFacet.Functionality"/>; a tool may be in several.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountByCategoryAsync(CancellationToken cancellationToken)
    {
        using var answer = await Tools.AggregateAsync<BsonDocument>(ToolPipeline.CountBy(ToolFacet.Functionality), cancellationToken: cancellationToken);
        return ToolPipeline.Counts(ToolFacet.Functionality, await answer.ToListAsync(cancellationToken));
    }
}
