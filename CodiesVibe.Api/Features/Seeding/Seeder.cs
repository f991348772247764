using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Features.Tools;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Seeding;

/// <summary>Writes the seed data to the database. Tools that are stored unchanged are not written again.</summary>
internal sealed partial class Seeder(
    IReadOnlyList<Tool> seed, IMongoDatabase database, ResponseCache cache, TimeProvider clock, ILogger<Seeder> logger)
{
    private readonly IMongoCollection<BsonDocument> _tools = database.GetCollection<BsonDocument>(StoredTool.Collection);

    /// <returns>The number of written tools.</returns>
    public async Task<int> SeedAsync(CancellationToken cancellationToken)
    {
        var bySlug = Builders<BsonDocument>.Filter;
        var stored = await _tools.Find(bySlug.In("slug", seed.Select(tool => tool.Slug))).ToListAsync(cancellationToken);
        var known = stored.ToDictionary(document => document["slug"].AsString);
        var createdAt = clock.GetUtcNow().UtcDateTime;

        List<WriteModel<BsonDocument>> upserts = [];
        foreach (var tool in seed)
        {
            var elements = StoredTool.ElementsOf(tool);
            if (!known.TryGetValue(tool.Slug, out var document) || !Has(document, elements))
            {
                upserts.Add(new UpdateOneModel<BsonDocument>(
                    bySlug.Eq("slug", tool.Slug),
                    new BsonDocument { ["$set"] = elements, ["$setOnInsert"] = new BsonDocument("createdAt", createdAt) })
                {
                    IsUpsert = true,
                });
            }
        }

        if (upserts.Count > 0)
        {
            await _tools.BulkWriteAsync(upserts, cancellationToken: cancellationToken);
            await cache.ClearAsync(cancellationToken);
            LogSeeded(logger, upserts.Count);
        }

        return upserts.Count;
    }

    private static bool Has(BsonDocument document, BsonDocument elements) =>
        elements.All(element => document.TryGetValue(element.Name, out var value) && value == element.Value);

    [LoggerMessage(LogLevel.Information, "Wrote {Count} tools of the seed data to the database.")]
    private static partial void LogSeeded(ILogger logger, int count);
}
