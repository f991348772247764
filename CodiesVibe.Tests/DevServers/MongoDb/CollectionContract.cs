using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorCollectionTests(EmulatorUnderTest server) : CollectionContract<EmulatorUnderTest>(server);

public sealed class MongodCollectionTests(MongodUnderTest server) : CollectionContract<MongodUnderTest>(server);

/// <summary>How collections are created and renamed.</summary>
public abstract class CollectionContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private readonly IMongoDatabase _database = server.NewDatabase();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collection_is_created_once()
    {
        await _database.CreateCollectionAsync("first", cancellationToken: Cancellation);
        var error = await Assert.ThrowsAsync<MongoCommandException>(() => _database.CreateCollectionAsync("first", cancellationToken: Cancellation));
        Assert.Equal((48, "NamespaceExists"), (error.Code, error.CodeName));
        Assert.Equal(["first"], await NamesAsync());
        Assert.Equal(["_id_"], (await IndexesAsync("first")).Select(index => index["name"].AsString));
    }

    [Fact]
    public async Task A_renamed_collection_keeps_its_documents_and_indexes_and_takes_the_place_of_another()
    {
        await FillAsync("new", new BsonDocument("_id", 1));
        await FillAsync("old", new BsonDocument("_id", 2));
        await _database.GetCollection<BsonDocument>("new").Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{ a: 1 }"), cancellationToken: Cancellation);

        var refused = await Assert.ThrowsAsync<MongoCommandException>(() => _database.RenameCollectionAsync("new", "old", cancellationToken: Cancellation));
        Assert.Equal((48, "NamespaceExists"), (refused.Code, refused.CodeName));
        Assert.Equal(["new", "old"], await NamesAsync());

        await _database.RenameCollectionAsync("new", "old", new RenameCollectionOptions { DropTarget = true }, Cancellation);
        Assert.Equal(["old"], await NamesAsync());
        Assert.Equal([new BsonDocument("_id", 1)], await _database.GetCollection<BsonDocument>("old").Find(new BsonDocument()).ToListAsync(Cancellation));
        Assert.Equal(["_id_", "a_1"], (await IndexesAsync("old")).Select(index => index["name"].AsString));
        await FillAsync("old", new BsonDocument("_id", 3));
        await _database.RenameCollectionAsync("old", "other", cancellationToken: Cancellation);
        Assert.Equal(2, await _database.GetCollection<BsonDocument>("other").CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancellation));
    }

    [Theory]
    [InlineData("none", "other", 26)]
    [InlineData("one", "one", 20)]
    [InlineData("one", "in$valid", 73)]
    public async Task A_rename_that_makes_no_sense_is_refused(string from, string to, int code)
    {
        await FillAsync("one", []);
        var error = await Assert.ThrowsAsync<MongoCommandException>(() => Admin.RunCommandAsync<BsonDocument>(Rename(from, to), cancellationToken: Cancellation));
        Assert.Equal(code, error.Code);
        Assert.Equal(["one"], await NamesAsync());
    }

    [Fact]
    public async Task Only_the_database_admin_renames()
    {
        await FillAsync("one", []);
        var error = await Assert.ThrowsAsync<MongoCommandException>(() => _database.RunCommandAsync<BsonDocument>(Rename("one", "two"), cancellationToken: Cancellation));
        Assert.Equal(13, error.Code);
    }

    [Fact]
    public async Task An_index_is_created_from_what_the_list_shows()
    {
        var first = _database.GetCollection<BsonDocument>("first");
        await first.Indexes.CreateManyAsync(
            [
                new("{ slug: 1 }", new CreateIndexOptions { Unique = true }),
                new("{ name: 'text', tags: 'text' }", new CreateIndexOptions { Name = "search", DefaultLanguage = "none", Weights = new BsonDocument("name", 10) }),
            ],
            Cancellation);
        var listed = await IndexesAsync("first");

        await _database.RunCommandAsync<BsonDocument>(new BsonDocument { { "createIndexes", "second" }, { "indexes", new BsonArray(listed.Where(index => index["name"] != "_id_")) } }, cancellationToken: Cancellation);
        Assert.Equal(listed, await IndexesAsync("second"));
        await FillAsync("second", BsonDocument.Parse("{ _id: 1, tags: 'found' }"));
        Assert.Equal(1, await _database.GetCollection<BsonDocument>("second").CountDocumentsAsync("{ $text: { $search: 'found' } }", cancellationToken: Cancellation));
    }

    private IMongoDatabase Admin => _database.Client.GetDatabase("admin");

    private BsonDocument Rename(string from, string to) => new() { { "renameCollection", $"{Name}.{from}" }, { "to", $"{Name}.{to}" } };

    private string Name => _database.DatabaseNamespace.DatabaseName;

    private Task FillAsync(string collection, BsonDocument document) => _database.GetCollection<BsonDocument>(collection).InsertOneAsync(document, cancellationToken: Cancellation);

    private async Task<List<string>> NamesAsync() => [.. (await (await _database.ListCollectionNamesAsync(cancellationToken: Cancellation)).ToListAsync(Cancellation)).Order()];

    private async Task<List<BsonDocument>> IndexesAsync(string collection) =>
        await (await _database.GetCollection<BsonDocument>(collection).Indexes.ListAsync(Cancellation)).ToListAsync(Cancellation);
}
