using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>
/// The migration to the second version: each tool gets what the first did not have, and the words of searches get their index. The first
/// version's elements and indexes stay, so its releases work on.
/// </summary>
internal static class AddedElements
{
    public static readonly IReadOnlyList<string> Names = ["longDescription", "keywords", "popularity", "rating", "reviewCount", ToolWords.Element];

    public static async Task AddAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        var tools = await StoredTool.In(database).Find(FilterDefinition<StoredTool>.Empty).As<Tool>().ToListAsync(cancellationToken);
        if (tools.Count > 0)
        {
            await database.GetCollection<BsonDocument>(StoredTool.Collection).BulkWriteAsync(tools.Select(Addition), cancellationToken: cancellationToken);
        }

        await ToolIndexes.CreateWordsAsync(database, cancellationToken);
    }

    private static UpdateOneModel<BsonDocument> Addition(Tool tool) => new(
        Builders<BsonDocument>.Filter.Eq("slug", tool.Slug),
        new BsonDocument("$set", new BsonDocument(StoredTool.ElementsOf(tool).Where(element => Names.Contains(element.Name)))));
}
