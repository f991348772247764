using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Api.Backups;

/// <summary>Writes a database to an archive. Writes go on meanwhile: what was acknowledged before the backup began is in it, what comes later may be.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
internal sealed class DatabaseBackup(IMongoDatabase database, TimeProvider time)
{
    private const string IdIndex = "_id_";

    /// <exception cref="BackupException">The database has something that an archive cannot hold.</exception>
    /// <exception cref="MongoException">See <see cref="Database.DatabaseFailure"/>.</exception>
    public async Task<(BackupTrailer Trailer, byte[] HashOfArchive)> WriteAsync(Stream target, CancellationToken cancellationToken)
    {
        await using var writer = new BackupWriter(target);
        await writer.WriteAsync(new BackupHeader(database.DatabaseNamespace.DatabaseName, time.GetUtcNow().UtcDateTime), cancellationToken);
        foreach (var collection in await database.CollectionsAsync(cancellationToken))
        {
            var name = collection["name"].AsString;
            if (collection["type"] != "collection")
            {
                throw new BackupException($"The database has '{name}', which is a {collection["type"]}. A backup holds collections only. Drop it, or make a backup with mongodump.");
            }

            await WriteAsync(writer, name, collection["options"].AsBsonDocument, cancellationToken);
        }

        return await writer.EndAsync(cancellationToken);
    }

    private async Task WriteAsync(BackupWriter writer, string name, BsonDocument options, CancellationToken cancellationToken)
    {
        var collection = database.GetCollection<RawBsonDocument>(name);
        var indexes = await (await collection.Indexes.ListAsync(cancellationToken)).ToListAsync(cancellationToken);
        await writer.WriteAsync(new BackupCollection(name, options, [.. indexes.Where(index => index["name"] != IdIndex)]), cancellationToken);

        using var documents = await collection.Find(FilterDefinition<RawBsonDocument>.Empty).ToCursorAsync(cancellationToken);
        while (await documents.MoveNextAsync(cancellationToken))
        {
            foreach (var document in documents.Current)
            {
                using (document)
                {
                    await writer.WriteAsync(BytesOf(document), cancellationToken);
                }
            }
        }
    }

    private static byte[] BytesOf(RawBsonDocument document)
    {
        var bytes = new byte[document.Slice.Length];
        document.Slice.GetBytes(0, bytes, 0, bytes.Length);
        return bytes;
    }
}
