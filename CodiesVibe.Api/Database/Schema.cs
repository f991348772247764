using CodiesVibe.Api.Features.Tools;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Api.Database;

/// <summary>
/// The versioned shape of the database. Each migration can be repeated after an interruption, and run at the same time as in another instance.
/// A database of a newer version is left alone, so that a release can be rolled back.
/// </summary>
internal sealed partial class Schema(IMongoDatabase database, ILogger<Schema> logger)
{
    /// <summary>The migration at index n leads from version n to n + 1.</summary>
    private static readonly IReadOnlyList<Func<IMongoDatabase, CancellationToken, Task>> s_migrations = [ToolIndexes.CreateAsync, AddedElements.AddAsync];

    private readonly IMongoCollection<BsonDocument> _versions = database.GetCollection<BsonDocument>("schema");

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var own = Builders<BsonDocument>.Filter.Eq("_id", "version");
        var stored = await _versions.Find(own).FirstOrDefaultAsync(cancellationToken);
        for (var version = stored?["value"].AsInt32 ?? 0; version < s_migrations.Count; version++)
        {
            await s_migrations[version](database, cancellationToken);
            await _versions.UpdateOneAsync(
                own, Builders<BsonDocument>.Update.Set("value", version + 1), new UpdateOptions { IsUpsert = true }, cancellationToken);
            LogMigrated(logger, version + 1);
        }
    }

    [LoggerMessage(LogLevel.Information, "The database now has schema version {Version}.")]
    private static partial void LogMigrated(ILogger logger, int version);
}
