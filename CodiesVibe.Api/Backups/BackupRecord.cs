namespace CodiesVibe.Api.Backups;

/// <summary>The kinds of records in an archive, each by the byte in front of its BSON document.</summary>
internal enum BackupRecord : byte
{
    /// <summary>The first record: see <see cref="BackupHeader"/>.</summary>
    Header = (byte)'H',

    /// <summary>The beginning of a collection: see <see cref="BackupCollection"/>.</summary>
    Collection = (byte)'C',

    /// <summary>A document of the collection that began last, as the database stores it.</summary>
    Document = (byte)'D',

    /// <summary>The last record: see <see cref="BackupTrailer"/>.</summary>
    Trailer = (byte)'T',
}
