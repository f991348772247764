using MongoDB.Bson;

namespace CodiesVibe.Api.Backups;

/// <summary>How many documents an archive has, and its hash.</summary>
/// <param name="Counts">The number of documents of each collection.</param>
/// <param name="Hash">The SHA-256 of all records before this one, uncompressed.</param>
internal sealed record BackupTrailer(IReadOnlyDictionary<string, long> Counts, byte[] Hash)
{
    /// <summary>For people.</summary>
    public string Summary => $"{Counts.Count} collections, {Counts.Values.Sum()} documents";

    public BsonDocument ToDocument() => new() { { "documents", new BsonDocument(Counts.Select(count => new BsonElement(count.Key, count.Value))) }, { "sha256", Hash } };
}
