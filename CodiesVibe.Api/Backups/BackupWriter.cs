using System.IO.Compression;
using System.Security.Cryptography;
using MongoDB.Bson;

namespace CodiesVibe.Api.Backups;

/// <summary>Writes an archive, record by record; nothing but the record in hand is kept in memory.</summary>
internal sealed class BackupWriter : IAsyncDisposable
{
    private readonly CryptoStream _target;
    private readonly GZipStream _archive;
    private readonly SHA256 _hashOfArchive = SHA256.Create();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, long> _counts = [];
    private string _collection = "";

    /// <param name="target">Stays open.</param>
    public BackupWriter(Stream target)
    {
        _target = new(target, _hashOfArchive, CryptoStreamMode.Write, leaveOpen: true);
        _archive = new(_target, CompressionLevel.Fastest, leaveOpen: true);
    }

    public Task WriteAsync(BackupHeader header, CancellationToken cancellationToken) => WriteAsync(BackupRecord.Header, header.ToDocument().ToBson(), cancellationToken);

    /// <summary>Begins a collection.</summary>
    public Task WriteAsync(BackupCollection collection, CancellationToken cancellationToken)
    {
        _collection = collection.Name;
        _counts.Add(_collection, 0);
        return WriteAsync(BackupRecord.Collection, collection.ToDocument().ToBson(), cancellationToken);
    }

    /// <summary>Adds a document to the collection.</summary>
    public Task WriteAsync(ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        _counts[_collection]++;
        return WriteAsync(BackupRecord.Document, document, cancellationToken);
    }

    /// <summary>Completes the archive.</summary>
    /// <returns>What it has, and the SHA-256 of the compressed bytes.</returns>
    public async Task<(BackupTrailer Trailer, byte[] HashOfArchive)> EndAsync(CancellationToken cancellationToken)
    {
        var trailer = new BackupTrailer(_counts, _hash.GetCurrentHash());
        await WriteAsync(BackupRecord.Trailer, trailer.ToDocument().ToBson(), cancellationToken);
        await _archive.DisposeAsync();
        await _target.FlushFinalBlockAsync(cancellationToken);
        return (trailer, _hashOfArchive.Hash!);
    }

    public async ValueTask DisposeAsync()
    {
        await _archive.DisposeAsync();
        await _target.DisposeAsync();
        _hashOfArchive.Dispose();
        _hash.Dispose();
    }

    private async Task WriteAsync(BackupRecord kind, ReadOnlyMemory<byte> bson, CancellationToken cancellationToken)
    {
        byte[] tag = [(byte)kind];
        _hash.AppendData(tag);
        _hash.AppendData(bson.Span);
        await _archive.WriteAsync(tag, cancellationToken);
        await _archive.WriteAsync(bson, cancellationToken);
    }
}
