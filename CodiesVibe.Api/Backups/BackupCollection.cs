using MongoDB.Bson;

namespace CodiesVibe.Api.Backups;

/// <summary>A collection without its documents.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Options">The options that it was created with, as <c>listCollections</c> shows and <c>create</c> takes them.</param>
/// <param name="Indexes">Its indexes but the one of <c>_id</c>, as <c>listIndexes</c> shows and <c>createIndexes</c> takes them.</param>
internal sealed record BackupCollection(string Name, BsonDocument Options, BsonArray Indexes)
{
    public BsonDocument ToDocument() => new() { { "name", Name }, { "options", Options }, { "indexes", Indexes } };

    public static BackupCollection Read(BsonDocument document) => new(document["name"].AsString, document["options"].AsBsonDocument, document["indexes"].AsBsonArray);
}
