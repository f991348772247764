using System.IO.Compression;
using System.Text;
using CodiesVibe.Api.Backups;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Features.Accounts.Sessions;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Api.Tools;
using Microsoft.Extensions.Logging.Abstractions;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.Api.Backups;

/// <summary>A database and an archive, as the user who makes backups in production.</summary>
public sealed class DatabaseBackupTests : IAsyncLifetime
{
    private readonly DevServer _server = DevServer.Mongodb();
    private IMongoDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync();
        _database = new MongoClient(_server.MaintenanceConnectionString).GetDatabase("codiesvibe");
        await new Schema(_database, NullLogger<Schema>.Instance).MigrateAsync(Cancellation);
        await Things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{ a: 1, b: -1 }", new CreateIndexOptions { Unique = true }), cancellationToken: Cancellation);
        await Things.InsertManyAsync(Enumerable.Range(0, 2500).Select(number => new BsonDocument { { "_id", number }, { "a", number }, { "text", new string('x', 1000) } }), cancellationToken: Cancellation);
        await Things.InsertOneAsync(BsonDocument.Parse(
            "{ _id: { k: [1, { $numberLong: '2' }] }, d: { $numberDecimal: '1.10' }, t: { $timestamp: { t: 1, i: 2 } }, b: { $binary: { base64: 'AQI=', subType: '80' } }, r: /x/i, n: null, m: { $minKey: 1 }, c: { $code: 'f()' } }"), cancellationToken: Cancellation);
        await _database.CreateCollectionAsync("empty", cancellationToken: Cancellation);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Requirement("R203", "R208")]
    public async Task A_restored_database_is_what_it_was_with_its_indexes_and_every_byte_of_its_documents()
    {
        var before = await ContentAsync();
        var archive = await BackUpAsync();

        await Things.UpdateOneAsync("{ a: 1 }", "{ $set: { text: 'changed' } }", cancellationToken: Cancellation);
        await _database.DropCollectionAsync(StoredTool.Collection, Cancellation);
        await _database.GetCollection<BsonDocument>("later").InsertOneAsync([], cancellationToken: Cancellation);
        await RestoreAsync(archive);

        Assert.Equal(before, await ContentAsync());
        Assert.Contains(before, line => line.Contains("\"weights\"", StringComparison.Ordinal));
        // And again, over what is there.
        await RestoreAsync(archive);
        Assert.Equal(before, await ContentAsync());
    }

    [Fact]
    public async Task The_keys_that_sign_cookies_are_in_no_backup_and_a_restore_keeps_them()
    {
        var keys = _database.GetCollection<BsonDocument>(KeyRepository.Collection);
        await keys.InsertOneAsync(new BsonDocument { { "_id", "key-1" }, { "xml", "the secret of a key" } }, cancellationToken: Cancellation);
        var archive = await BackUpAsync();
        await keys.InsertOneAsync(new BsonDocument { { "_id", "key-2" }, { "xml", "another" } }, cancellationToken: Cancellation);

        await RestoreAsync(archive);

        Assert.Equal(["key-1", "key-2"], (await keys.Find(FilterDefinition<BsonDocument>.Empty).ToListAsync(Cancellation)).Select(key => key["_id"].AsString).Order());
        await using var plain = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        using var text = new StreamReader(plain, Encoding.Latin1);
        Assert.DoesNotContain("the secret of a key", await text.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_backup_began_is_in_it_whatever_is_written_meanwhile()
    {
        using var end = new CancellationTokenSource();
        var acknowledged = 0;
        var writing = Task.Run(async () =>
        {
            for (var number = 10_000; !end.IsCancellationRequested; number++)
            {
                await Things.InsertOneAsync(new BsonDocument { { "_id", number }, { "a", number } }, cancellationToken: Cancellation);
                acknowledged = number;
            }
        }, Cancellation);
        await Eventually.BecomesTrueAsync("something is written", TimeSpan.FromSeconds(10), () => Task.FromResult(acknowledged > 0));
        var before = acknowledged;
        var archive = await BackUpAsync();
        await end.CancelAsync();
        await writing;
        await RestoreAsync(archive);

        var restored = (await Things.Find(FilterDefinition<BsonDocument>.Empty).ToListAsync(Cancellation)).Select(document => document["_id"]).ToHashSet();
        Assert.All(Enumerable.Range(0, 2500).Concat(Enumerable.Range(10_000, before - 9_999)), number => Assert.Contains(number, restored));
    }

    [Fact]
    public async Task A_damaged_archive_changes_nothing_and_leaves_nothing()
    {
        var archive = await BackUpAsync();
        await Things.UpdateOneAsync("{ a: 1 }", "{ $set: { text: 'newer' } }", cancellationToken: Cancellation);
        var before = await ContentAsync();

        await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(archive[..(archive.Length / 2)]));
        Assert.Equal(before, await ContentAsync());
    }

    /// <summary>MongoDB refuses the second document of the same key, but the cause is the archive.</summary>
    [Fact]
    public async Task A_damage_that_MongoDB_sees_first_is_named_as_what_it_is()
    {
        using var target = new MemoryStream();
        await using (var writer = new BackupWriter(target))
        {
            await writer.WriteAsync(new BackupHeader("codiesvibe", DateTime.UtcNow), Cancellation);
            await writer.WriteAsync(new BackupCollection("things", [], []), Cancellation);
            await writer.WriteAsync(new BsonDocument("_id", 1).ToBson(), Cancellation);
            await writer.WriteAsync(new BsonDocument("_id", 1).ToBson(), Cancellation);
            await writer.WriteAsync(new BackupCollection("others", [], []), Cancellation);
            // Without its end.
        }

        var error = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(target.ToArray()));
        Assert.StartsWith("The archive is incomplete", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_that_dies_on_its_way_leaves_the_data_and_the_next_one_succeeds()
    {
        var archive = await BackUpAsync();
        await Things.UpdateOneAsync("{ a: 1 }", "{ $set: { text: 'newer' } }", cancellationToken: Cancellation);
        var before = await ContentAsync(all: true);

        await Assert.ThrowsAsync<IOException>(() => new DatabaseRestore(_database).RunAsync(new DyingStream(archive, archive.Length * 3 / 4), Cancellation));
        Assert.Equal(before, await ContentAsync());
        Assert.NotEqual(before, await ContentAsync(all: true));

        await RestoreAsync(archive);
        Assert.Equal("x", (await Things.Find("{ a: 1 }").SingleAsync(Cancellation))["text"].AsString[..1]);
        Assert.Equal(await ContentAsync(), await ContentAsync(all: true));
    }

    [Fact]
    public async Task An_older_backup_gets_the_indexes_of_this_version()
    {
        await _database.DropCollectionAsync(StoredTool.Collection, Cancellation);
        await _database.DropCollectionAsync("schema", Cancellation);
        var archive = await BackUpAsync();
        await RestoreAsync(archive);

        var indexes = await (await _database.GetCollection<BsonDocument>(StoredTool.Collection).Indexes.ListAsync(Cancellation)).ToListAsync(Cancellation);
        Assert.Contains(indexes, index => index["name"] == "tools_text");
    }

    [Fact]
    public async Task A_running_backend_goes_on_with_what_was_restored()
    {
        using var seed = new TestSeed(Samples.Valid with { Slug = "first" });
        await using var api = await RunningApi.StartAsync(_server.MongoConnectionString, $"127.0.0.1:{FreePort.Find()}", seed.Path);
        var archive = await BackUpAsync();
        await _database.GetCollection<BsonDocument>(StoredTool.Collection).UpdateOneAsync("{ slug: 'first' }", "{ $set: { slug: 'changed' } }", cancellationToken: Cancellation);
        Assert.Equal(404, (int)(await api.Http.GetAsync("/api/tools/first", Cancellation)).StatusCode);

        var restoring = RestoreAsync(archive);
        while (!restoring.IsCompleted)
        {
            Assert.Equal(200, (int)(await api.Http.GetAsync("/api/tools/search?query=code", Cancellation)).StatusCode);
        }

        await restoring;
        Assert.Equal(200, (int)(await api.Http.GetAsync("/api/tools/first", Cancellation)).StatusCode);
    }

    private IMongoCollection<BsonDocument> Things => _database.GetCollection<BsonDocument>("things");

    private async Task<byte[]> BackUpAsync()
    {
        using var target = new MemoryStream();
        await new DatabaseBackup(_database, TimeProvider.System).WriteAsync(target, Cancellation);
        return target.ToArray();
    }

    private async Task RestoreAsync(byte[] archive) => await new DatabaseRestore(_database).RunAsync(new MemoryStream(archive), Cancellation);

    /// <summary>Collections, their indexes, and their documents byte by byte.</summary>
    /// <param name="all">With those that a restore has left.</param>
    private async Task<List<string>> ContentAsync(bool all = false)
    {
        List<string> content = [];
        foreach (var name in (await (await _database.ListCollectionNamesAsync(cancellationToken: Cancellation)).ToListAsync(Cancellation)).Where(name => all || !name.StartsWith("restoring.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var collection = _database.GetCollection<BsonDocument>(name);
            content.AddRange((await (await collection.Indexes.ListAsync(Cancellation)).ToListAsync(Cancellation)).Select(index => $"{name} {index.ToJson()}"));
            content.AddRange((await collection.Find(FilterDefinition<BsonDocument>.Empty).ToListAsync(Cancellation)).Select(document => $"{name} {Convert.ToHexString(document.ToBson())}"));
        }

        return content;
    }

    /// <summary>Ends with an error, like a pipe whose other end is gone.</summary>
    private sealed class DyingStream(byte[] content, int length) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position >= length
            ? throw new IOException("The pipe is broken.")
            : base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - Position)], cancellationToken);
    }
}
