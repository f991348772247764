using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace CodiesVibe.Api.Backups;

/// <summary>Reads an archive once, from its beginning. That it is whole is certain when the last record has been read.</summary>
/// <param name="source">The archive.</param>
internal sealed class BackupReader(Stream source)
{
    /// <summary>MongoDB's limit for a document, with the room that it adds for its own.</summary>
    private const int MaxSize = (16 * 1024 * 1024) + (16 * 1024);

    private readonly Dictionary<string, long> _counts = [];
    private BackupHeader? _header;
    private BackupTrailer? _trailer;

    /// <summary>What the archive is; known with the first collection.</summary>
    public BackupHeader Header => _header ?? throw new InvalidOperationException("The archive was not read yet.");

    /// <summary>What the archive has; known when it was read to its end.</summary>
    public BackupTrailer Trailer => _trailer ?? throw new InvalidOperationException("The archive was not read to its end.");

    /// <summary>The collections, and after each its documents.</summary>
    /// <exception cref="BackupException">The archive is of another product or format, incomplete or changed.</exception>
    public async IAsyncEnumerable<(BackupCollection? Collection, byte[] Document)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var archive = new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
        string? collection = null;
        while (true)
        {
            var (kind, bson) = await RecordAsync(archive, cancellationToken);
            if (kind == BackupRecord.Trailer && _header is not null)
            {
                var expected = new BackupTrailer(_counts, hash.GetHashAndReset());
                _trailer = expected.ToDocument().ToBson().AsSpan().SequenceEqual(bson) && await ReadAsync(archive, new byte[1], cancellationToken) == 0 ? expected : throw Damaged();
                yield break;
            }

            hash.AppendData([(byte)kind]);
            hash.AppendData(bson);
            switch (kind)
            {
                case BackupRecord.Header when _header is null:
                    _header = Parse(bson, BackupHeader.Read);
                    break;
                case BackupRecord.Collection when _header is not null:
                    var begun = Parse(bson, BackupCollection.Read);
                    collection = _counts.TryAdd(begun.Name, 0) ? begun.Name : throw Damaged();
                    yield return (begun, []);
                    break;
                case BackupRecord.Document when collection is not null:
                    _counts[collection]++;
                    yield return (null, bson);
                    break;
                default:
                    throw _header is null ? Foreign() : Damaged();
            }
        }
    }

    /// <summary>Reads all of it.</summary>
    /// <inheritdoc cref="ReadAsync(CancellationToken)"/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in ReadAsync(cancellationToken))
        {
        }
    }

    private static BackupException Damaged() => new("The archive is damaged. Nothing was changed. Use another backup, or copy this one again.");

    private async Task<(BackupRecord Kind, byte[] Bson)> RecordAsync(GZipStream archive, CancellationToken cancellationToken)
    {
        var start = new byte[1 + sizeof(int)];
        await FillAsync(archive, start, cancellationToken);
        var size = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(1));
        if (size is < sizeof(int) + 1 or > MaxSize)
        {
            throw _header is null ? Foreign() : Damaged();
        }

        var bson = new byte[size];
        start.AsSpan(1).CopyTo(bson);
        await FillAsync(archive, bson.AsMemory(sizeof(int)), cancellationToken);
        return ((BackupRecord)start[0], bson);
    }

    private async Task FillAsync(GZipStream archive, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (await ReadAsync(archive, buffer, cancellationToken) < buffer.Length)
        {
            throw new BackupException(_header is null
                ? "Standard input holds no archive. Nothing was changed. Send it a backup: --restore < FILE"
                : "The archive is incomplete: its end is missing. Nothing was changed. Use another backup, or copy this one again.");
        }
    }

    private async Task<int> ReadAsync(GZipStream archive, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw _header is null ? Foreign() : Damaged();
        }
    }

    private static BackupException Foreign() => new("Standard input is not a backup of this product. Nothing was changed. Send it one: --restore < FILE");

    private static T Parse<T>(byte[] bson, Func<BsonDocument, T> read)
    {
        try
        {
            return read(BsonSerializer.Deserialize<BsonDocument>(bson));
        }
        catch (Exception error) when (error is FormatException or KeyNotFoundException or InvalidCastException or EndOfStreamException or ArgumentException or BsonException)
        {
            throw Damaged();
        }
    }
}
