using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorIndexTests(EmulatorUnderTest server) : IndexContract<EmulatorUnderTest>(server);

public sealed class MongodIndexTests(MongodUnderTest server) : IndexContract<MongodUnderTest>(server);

/// <summary>Indexes, what they forbid, and what the catalogue shows.</summary>
public abstract class IndexContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<string> CreateAsync(IMongoCollection<BsonDocument> things, string keys, CreateIndexOptions? options = null) =>
        things.Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(BsonDocument.Parse(keys), options), cancellationToken: Cancellation);

    [Fact]
    public async Task A_duplicate_is_refused_with_its_key()
    {
        var things = server.NewCollection(BsonDocument.Parse("{_id: 1, slug: 'x'}"));
        await CreateAsync(things, "{slug: 1}", new CreateIndexOptions { Unique = true });

        var insert = await Assert.ThrowsAsync<MongoWriteException>(
            () => things.InsertOneAsync(BsonDocument.Parse("{_id: 2, slug: 'x'}"), cancellationToken: Cancellation));
        await things.InsertOneAsync(BsonDocument.Parse("{_id: 2, slug: 'y'}"), cancellationToken: Cancellation);
        var update = await Assert.ThrowsAsync<MongoWriteException>(() => things.UpdateOneAsync(
            new BsonDocument("_id", 2), BsonDocument.Parse("{$set: {slug: 'x'}}"), cancellationToken: Cancellation));
        await things.DeleteOneAsync(new BsonDocument("_id", 1), Cancellation);
        await things.UpdateOneAsync(new BsonDocument("_id", 2), BsonDocument.Parse("{$set: {slug: 'x'}}"), cancellationToken: Cancellation);

        Assert.Equal(ServerErrorCategory.DuplicateKey, insert.WriteError.Category);
        Assert.Equal(ServerErrorCategory.DuplicateKey, update.WriteError.Category);
        Assert.StartsWith(
            $"E11000 duplicate key error collection: {things.CollectionNamespace} index: slug_1 dup key: {{ slug: \"x\" }}",
            insert.WriteError.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_document_names_pattern_and_value()
    {
        var things = server.NewCollection(BsonDocument.Parse("{_id: 1.0}"));
        var reply = await things.Database.RunCommandAsync<BsonDocument>(
            BsonDocument.Parse("{insert: 'things', documents: [{_id: 1}]}"), cancellationToken: Cancellation);
        var error = reply["writeErrors"][0].AsBsonDocument;
        Assert.Equal(0, reply["n"]);
        Assert.Equal(new BsonDocument("_id", 1), error["keyPattern"]);
        Assert.Equal(new BsonDocument("_id", 1), error["keyValue"]);
    }

    [Theory]
    [InlineData("{slug: 1}", "{}", "{slug: null}", true)]
    [InlineData("{slug: 1}", "{slug: 1}", "{slug: NumberDecimal('1')}", true)]
    [InlineData("{slug: 1}", "{slug: [1, 2]}", "{slug: [2, 3]}", true)]
    [InlineData("{slug: 1}", "{slug: [1, 1]}", "{slug: [[1]]}", false)]
    [InlineData("{slug: 1}", "{slug: []}", "{}", false)]
    [InlineData("{'a.b': 1}", "{a: [{b: 1}, {b: 2}]}", "{a: {b: 2}}", true)]
    [InlineData("{a: 1, b: -1}", "{a: 1, b: 1}", "{a: 1, b: 2}", false)]
    [InlineData("{a: 1, b: -1}", "{a: 1, b: [1, 2]}", "{a: 1, b: 2}", true)]
    public async Task Two_documents_collide_or_not(string key, string first, string second, bool collide)
    {
        var things = server.NewCollection();
        await CreateAsync(things, key, new CreateIndexOptions { Unique = true });
        await things.InsertOneAsync(BsonDocument.Parse(first), cancellationToken: Cancellation);

        var outcome = await Record.ExceptionAsync(() => things.InsertOneAsync(BsonDocument.Parse(second), cancellationToken: Cancellation));

        Assert.Equal(collide, outcome is MongoWriteException { WriteError.Code: 11000 });
        Assert.True(collide || outcome is null, outcome?.Message);
    }

    [Fact]
    public async Task Only_one_of_many_racing_writers_gets_a_key()
    {
        var things = server.NewCollection();
        await CreateAsync(things, "{slug: 1}", new CreateIndexOptions { Unique = true });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Record.ExceptionAsync(() => things.InsertOneAsync(new BsonDocument { { "_id", i }, { "slug", "same" } }, cancellationToken: Cancellation)).AsTask()));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(1, await things.CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Parallel_arrays_cannot_be_indexed()
    {
        var things = server.NewCollection();
        await CreateAsync(things, "{a: 1, b: 1}");
        var error = await Assert.ThrowsAsync<MongoWriteException>(
            () => things.InsertOneAsync(BsonDocument.Parse("{a: [1], b: [2]}"), cancellationToken: Cancellation));
        Assert.Equal(171, error.WriteError.Code);
    }

    [Fact]
    public async Task A_unique_index_over_duplicates_is_not_created()
    {
        var things = server.NewCollection(new BsonDocument("slug", "x"), new BsonDocument("slug", "x"));
        var error = await Assert.ThrowsAnyAsync<MongoException>(() => CreateAsync(things, "{slug: 1}", new CreateIndexOptions { Unique = true }));
        Assert.Contains("E11000", error.Message, StringComparison.Ordinal);
        Assert.Equal(["_id_"], (await (await things.Indexes.ListAsync(Cancellation)).ToListAsync(Cancellation)).Select(i => i["name"].AsString));
    }

    [Fact]
    public async Task Creating_an_index_twice_succeeds_but_a_different_one_of_its_name_fails()
    {
        var things = server.NewCollection();
        await CreateAsync(things, "{a: 1}");
        await CreateAsync(things, "{a: 1}");
        var sameName = await Assert.ThrowsAsync<MongoCommandException>(() => CreateAsync(things, "{b: 1}", new CreateIndexOptions { Name = "a_1" }));
        var sameKey = await Assert.ThrowsAsync<MongoCommandException>(() => CreateAsync(things, "{a: 1}", new CreateIndexOptions { Name = "other" }));
        Assert.Equal(86, sameName.Code);
        Assert.Equal(85, sameKey.Code);
    }

    [Fact]
    public async Task Indexes_are_listed_as_they_are_stored()
    {
        var things = server.NewCollection();
        await CreateAsync(things, "{slug: 1}", new CreateIndexOptions { Unique = true, Name = "by_slug" });
        await CreateAsync(
            things,
            "{name: 'text', tags: 'text'}",
            new CreateIndexOptions { Name = "search", DefaultLanguage = "none", Weights = new BsonDocument("name", 10) });

        var indexes = await (await things.Indexes.ListAsync(Cancellation)).ToListAsync(Cancellation);

        Assert.Equal(
            [
                BsonDocument.Parse("{v: 2, key: {_id: 1}, name: '_id_'}"),
                BsonDocument.Parse("{v: 2, key: {slug: 1}, name: 'by_slug', unique: true}"),
                BsonDocument.Parse(
                    """
                    {v: 2, key: {_fts: 'text', _ftsx: 1}, name: 'search', weights: {name: 10, tags: 1}, default_language: 'none',
                     language_override: 'language', textIndexVersion: 3}
                    """),
            ],
            indexes.Select(i => new BsonDocument(i.OrderBy(e => Array.IndexOf(
                ["v", "key", "name", "unique", "weights", "default_language", "language_override", "textIndexVersion"], e.Name)))));
    }

    [Fact]
    public async Task Collections_come_and_go()
    {
        var database = server.NewDatabase();
        var (first, second) = (database.GetCollection<BsonDocument>("first"), database.GetCollection<BsonDocument>("second"));
        await first.InsertOneAsync(new BsonDocument(), cancellationToken: Cancellation);
        await CreateAsync(second, "{a: 1}");

        Assert.Equal(["first", "second"], (await NamesAsync()).Order());
        await database.DropCollectionAsync("first", Cancellation);
        await database.DropCollectionAsync("never", Cancellation);
        Assert.Equal(["second"], await NamesAsync());
        Assert.Equal(0, await first.EstimatedDocumentCountAsync(cancellationToken: Cancellation));
        await database.Client.DropDatabaseAsync(database.DatabaseNamespace.DatabaseName, Cancellation);
        Assert.Empty(await NamesAsync());
        Assert.Empty(await (await second.Indexes.ListAsync(Cancellation)).ToListAsync(Cancellation));

        async Task<List<string>> NamesAsync() =>
            await (await database.ListCollectionNamesAsync(cancellationToken: Cancellation)).ToListAsync(Cancellation);
    }
}
