using MongoDB.Bson;

namespace CodiesVibe.Api.Backups;

/// <summary>What an archive is.</summary>
/// <param name="Database">The name of the database.</param>
/// <param name="Created">When the backup began, UTC.</param>
internal sealed record BackupHeader(string Database, DateTime Created)
{
    private const string Product = "codiesvibe";

    /// <summary>Changes when an older version of the product could not read the archive.</summary>
    private const int Format = 1;

    public BsonDocument ToDocument() => new() { { "product", Product }, { "format", Format }, { "database", Database }, { "created", Created } };

    /// <exception cref="BackupException">It is of another product or format.</exception>
    public static BackupHeader Read(BsonDocument document)
    {
        var (product, format) = (document["product"].AsString, document["format"].AsInt32);
        return product != Product
            ? throw new BackupException($"The archive was made by '{product}', not by {Product}. Nothing was changed. Use a backup of this product.")
            : format != Format
                ? throw new BackupException($"The archive has format {format}, but this version reads format {Format}. Nothing was changed. Restore it with the version that made it.")
                : new(document["database"].AsString, document["created"].ToUniversalTime());
    }
}
