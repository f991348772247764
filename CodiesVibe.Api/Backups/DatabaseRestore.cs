using CodiesVibe.Api.Database;
using Microsoft.Extensions.Logging.Abstractions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Api.Backups;

/// <summary>
/// Makes a database what it was in an archive. The documents go to new collections; only when the archive was read to its end and found whole, each takes the place of
/// the present one in one step. Whatever ends this before, the database is what it was.
/// </summary>
/// <param name="database">The database.</param>
internal sealed class DatabaseRestore(IMongoDatabase database)
{
    private const int BatchCount = 1000;
    private const int BatchSize = 2 * 1024 * 1024;

    /// <exception cref="BackupException">The archive cannot be restored.</exception>
    /// <exception cref="MongoException">See <see cref="DatabaseFailure"/>.</exception>
    public async Task<BackupReader> RunAsync(Stream source, CancellationToken cancellationToken)
    {
        var reader = new BackupReader(source);
        await database.DropTemporaryAsync(cancellationToken);
        try
        {
            await LoadAsync(reader, cancellationToken);
        }
        catch (BackupException)
        {
            await database.DropTemporaryAsync(cancellationToken);
            throw;
        }

        await ExchangeAsync(reader.Trailer.Counts.Keys, cancellationToken);
        // An older backup gets the indexes of this version, as it would at the next start.
        await new Schema(database, NullLogger<Schema>.Instance).MigrateAsync(cancellationToken);
        return reader;
    }

    private async Task LoadAsync(BackupReader reader, CancellationToken cancellationToken)
    {
        await using var records = reader.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        IMongoCollection<RawBsonDocument>? collection = null;
        List<RawBsonDocument> batch = [];
        var size = 0;
        try
        {
            while (await records.MoveNextAsync())
            {
                var (begun, document) = records.Current;
                if (begun is not null)
                {
                    await InsertAsync();
                    collection = await CreateAsync(begun, cancellationToken);
                    continue;
                }

                batch.Add(new(document));
                size += document.Length;
                if (batch.Count == BatchCount || size >= BatchSize)
                {
                    await InsertAsync();
                }
            }

            await InsertAsync();
        }
        catch (MongoException)
        {
            // If the archive is damaged, that is why, and not the database.
            while (await records.MoveNextAsync())
            {
            }

            throw;
        }

        async Task InsertAsync()
        {
            if (batch.Count > 0)
            {
                await collection!.InsertManyAsync(batch, cancellationToken: cancellationToken);
                batch.Clear();
                size = 0;
            }
        }
    }

    /// <summary>With its indexes, which are empty now: filling them later would be one command that takes as long as the collection is large.</summary>
    private async Task<IMongoCollection<RawBsonDocument>> CreateAsync(BackupCollection collection, CancellationToken cancellationToken)
    {
        var name = Catalogue.TemporaryNameOf(collection.Name);
        await database.RunCommandAsync<BsonDocument>(new BsonDocument("create", name).Merge(collection.Options), cancellationToken: cancellationToken);
        if (collection.Indexes.Count > 0)
        {
            await database.RunCommandAsync<BsonDocument>(new BsonDocument { { "createIndexes", name }, { "indexes", collection.Indexes } }, cancellationToken: cancellationToken);
        }

        return database.GetCollection<RawBsonDocument>(name, new() { AssignIdOnInsert = false });
    }

    private async Task ExchangeAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var restored = names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in restored)
        {
            await database.RenameCollectionAsync(Catalogue.TemporaryNameOf(name), name, new RenameCollectionOptions { DropTarget = true }, cancellationToken);
        }

        foreach (var later in (await database.CollectionsAsync(cancellationToken)).Select(collection => collection["name"].AsString).Where(name => !restored.Contains(name)))
        {
            await database.DropCollectionAsync(later, cancellationToken);
        }
    }
}
