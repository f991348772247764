using System.IO.Compression;
using System.Text;
using CodiesVibe.Api.Backups;
using MongoDB.Bson;

namespace CodiesVibe.Tests.Api.Backups;

/// <summary>The format of an archive: what was written is read, and anything else is refused.</summary>
public sealed class BackupArchiveTests
{
    private static readonly BackupHeader s_header = new("codiesvibe", new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc));
    private static readonly byte[] s_document = new BsonDocument { { "_id", 1 }, { "name", "Größe" } }.ToBson();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_written_is_read()
    {
        var reader = new BackupReader(new MemoryStream(await ArchiveAsync()));
        List<string> read = [];
        await foreach (var (collection, document) in reader.ReadAsync(Cancellation))
        {
            read.Add(collection?.ToDocument().ToJson() ?? Convert.ToHexString(document));
        }

        Assert.Equal(
            [new BackupCollection("empty", [], []).ToDocument().ToJson(), Tools.ToDocument().ToJson(), Convert.ToHexString(s_document), Convert.ToHexString(s_document)], read);
        Assert.Equal(s_header, reader.Header);
        Assert.Equal("2 collections, 2 documents", reader.Trailer.Summary);
    }

    /// <summary>As a disk that is full, or a cut connection, leaves it. The last bytes are the check sum of gzip, for which nothing is missing.</summary>
    [Fact]
    public async Task An_archive_without_its_end_is_refused_wherever_it_ends()
    {
        var archive = await ArchiveAsync();
        for (var length = 0; length < archive.Length - 10; length++)
        {
            await RefusedAsync(archive[..length], "Nothing was changed.");
        }
    }

    [Fact]
    public async Task A_changed_byte_is_refused_wherever_it_is()
    {
        var records = Decompress(await ArchiveAsync());
        for (var at = 0; at < records.Length; at++)
        {
            var changed = (byte[])records.Clone();
            changed[at] ^= 0x10;
            await RefusedAsync(Compress(changed), "Nothing was changed.");
        }
    }

    [Fact]
    public async Task Records_behind_the_last_one_are_refused() => await RefusedAsync(Compress([.. Decompress(await ArchiveAsync()), 0]), "The archive is damaged.");

    [Theory]
    [InlineData("{ product: 'other', format: 1, database: 'x', created: ISODate('2026-03-01') }", "The archive was made by 'other', not by codiesvibe.")]
    [InlineData("{ product: 'codiesvibe', format: 2, database: 'x', created: ISODate('2026-03-01') }", "The archive has format 2, but this version reads format 1. Nothing was changed. Restore it with the version that made it.")]
    [InlineData("{ x: 1 }", "The archive is damaged.")]
    public Task Another_product_and_another_format_are_named(string header, string says) => RefusedAsync(Compress([(byte)'H', .. BsonDocument.Parse(header).ToBson()]), says);

    [Fact]
    public async Task What_is_no_archive_is_refused()
    {
        await RefusedAsync([], "Standard input holds no archive.");
        await RefusedAsync(Encoding.UTF8.GetBytes("a text in place of a backup"), "Standard input is not a backup of this product.");
        await RefusedAsync(Compress(Encoding.UTF8.GetBytes("another compressed text, for example a tar")), "Standard input is not a backup of this product.");
        await RefusedAsync(Compress([(byte)'D', .. s_document]), "Standard input is not a backup of this product.");
    }

    private static BackupCollection Tools => new("tools", new BsonDocument("capped", false), [new BsonDocument("name", "tools_slug")]);

    private static async Task<byte[]> ArchiveAsync()
    {
        using var archive = new MemoryStream();
        await using (var writer = new BackupWriter(archive))
        {
            await writer.WriteAsync(s_header, Cancellation);
            await writer.WriteAsync(new BackupCollection("empty", [], []), Cancellation);
            await writer.WriteAsync(Tools, Cancellation);
            await writer.WriteAsync(s_document, Cancellation);
            await writer.WriteAsync(s_document, Cancellation);
            await writer.EndAsync(Cancellation);
        }

        return archive.ToArray();
    }

    private static async Task RefusedAsync(byte[] archive, params string[] says)
    {
        var error = await Assert.ThrowsAsync<BackupException>(() => new BackupReader(new MemoryStream(archive)).CheckAsync(Cancellation));
        Assert.All(says, words => Assert.Contains(words, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', error.Message);
    }

    private static byte[] Decompress(byte[] archive)
    {
        using var plain = new MemoryStream();
        using var source = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        source.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] Compress(byte[] plain)
    {
        using var archive = new MemoryStream();
        using (var target = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        {
            target.Write(plain);
        }

        return archive.ToArray();
    }
}
