using CodiesVibe.Api.Features.Accounts.Sessions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Api.Backups;

/// <summary>The collections of a database: its own, and those that a restore fills before it exchanges them.</summary>
internal static class Catalogue
{
    private const string Temporary = "restoring.";

    /// <summary>The name under which a collection is restored.</summary>
    public static string TemporaryNameOf(string collection) => Temporary + collection;

    /// <summary>
    /// Its own collections, as <c>listCollections</c> describes them. The keys that sign cookies are not among them: no backup holds them, and no restore touches them.
    /// </summary>
    public static async Task<List<BsonDocument>> CollectionsAsync(this IMongoDatabase database, CancellationToken cancellationToken) =>
        (await AllAsync(database, cancellationToken)).FindAll(collection => !IsTemporary(collection) && collection["name"] != KeyRepository.Collection
            && !collection["name"].AsString.StartsWith("system.", StringComparison.Ordinal));

    /// <summary>Drops what a restore has left.</summary>
    public static async Task DropTemporaryAsync(this IMongoDatabase database, CancellationToken cancellationToken)
    {
        foreach (var collection in (await AllAsync(database, cancellationToken)).Where(IsTemporary))
        {
            await database.DropCollectionAsync(collection["name"].AsString, cancellationToken);
        }
    }

    private static bool IsTemporary(BsonDocument collection) => collection["name"].AsString.StartsWith(Temporary, StringComparison.Ordinal);

    private static async Task<List<BsonDocument>> AllAsync(IMongoDatabase database, CancellationToken cancellationToken) =>
        await (await database.ListCollectionsAsync(cancellationToken: cancellationToken)).ToListAsync(cancellationToken);
}
