using MongoDB.Bson;

namespace CodiesVibe.Api.Backups;

/// <summary>How many documents an archive has, and its hash.</summary>
/// <param name="Counts">The number of documents of each collection.</param>
/// <param name="Hash">The SHA-256 of all records before this one, uncompressed.</param>
internal sealed record BackupTrailer(IReadOnlyDictionary<string, long> Counts, byte[] Hash)
{
    /// <summary>For people.</summary>
    public string Summary => $"{Number(Counts.Count, "collection")}, {Number(Counts.Values.Sum(), "document")}";

    public BsonDocument ToDocument() => new() { { "documents", new BsonDocument(Counts.Select(count => new BsonElement(count.Key, count.Value))) }, { "sha256", Hash } };

    private static string Number(long count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
