using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorCrudTests(EmulatorUnderTest server) : CrudContract<EmulatorUnderTest>(server);

public sealed class MongodCrudTests(MongodUnderTest server) : CrudContract<MongodUnderTest>(server);

/// <summary>Writing documents and getting back what was written.</summary>
public abstract class CrudContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_type_is_returned_as_it_was_stored()
    {
        var things = server.NewCollection();
        var document = new BsonDocument
        {
            { "_id", 1 },
            { "double", 1.5 },
            { "string", "äöü €\U0001F600" },
            { "document", new BsonDocument("inner", new BsonArray { 1, "two", BsonNull.Value }) },
            { "binary", new BsonBinaryData([1, 2, 3]) },
            { "guid", new BsonBinaryData(Guid.NewGuid(), GuidRepresentation.Standard) },
            { "id", ObjectId.GenerateNewId() },
            { "flag", true },
            { "date", new BsonDateTime(DateTime.UnixEpoch.AddMilliseconds(123)) },
            { "regex", new BsonRegularExpression("^a", "i") },
            { "long", 1L << 40 },
            { "decimal", new BsonDecimal128(Decimal128.Parse("0.10")) },
            { "timestamp", new BsonTimestamp(1, 2) },
            { "min", BsonMinKey.Value },
            { "max", BsonMaxKey.Value },
        };

        await things.InsertOneAsync(document, cancellationToken: Cancellation);

        Assert.Equal(document.ToBson(), (await things.Find(new BsonDocument()).SingleAsync(Cancellation)).ToBson());
    }

    [Fact]
    public async Task A_server_side_id_is_an_object_id_in_front()
    {
        var database = server.NewDatabase();
        await database.RunCommandAsync<BsonDocument>(
            new BsonDocument { { "insert", "things" }, { "documents", new BsonArray { new BsonDocument("a", 1) } } },
            cancellationToken: Cancellation);

        var found = await database.GetCollection<BsonDocument>("things").Find(new BsonDocument()).SingleAsync(Cancellation);

        Assert.Equal(["_id", "a"], found.Names);
        Assert.IsType<BsonObjectId>(found["_id"]);
    }

    [Fact]
    public async Task An_ordered_insert_stops_at_the_first_error_an_unordered_one_goes_on()
    {
        BsonDocument[] batch = [new("_id", 1), new("_id", 1), new("_id", 2)];
        var ordered = server.NewCollection();
        var unordered = server.NewCollection();

        var error = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(
            () => ordered.InsertManyAsync(batch, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(
            () => unordered.InsertManyAsync(batch, new InsertManyOptions { IsOrdered = false }, Cancellation));

        Assert.Equal(11000, Assert.Single(error.WriteErrors).Code);
        Assert.Equal(1, error.WriteErrors[0].Index);
        Assert.Equal(1, await ordered.CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancellation));
        Assert.Equal(2, await unordered.CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Set_unset_and_inc_reach_into_documents_and_arrays()
    {
        var things = server.NewCollection(BsonDocument.Parse("{_id: 1, n: 1, gone: 1, a: {b: 1}, list: [1, {x: 1}]}"));

        var result = await things.UpdateOneAsync(
            new BsonDocument("_id", 1),
            BsonDocument.Parse(
                "{$set: {z: 1, 'a.c.d': 2, 'list.1.x': 5, 'list.3': 'new'}, $unset: {gone: '', 'list.0': '', 'no.such': ''}, $inc: {n: 2, fresh: 1.5}}"),
            cancellationToken: Cancellation);

        Assert.Equal((1, 1), (result.MatchedCount, result.ModifiedCount));
        Assert.Equal(
            BsonDocument.Parse("{_id: 1, n: 3, a: {b: 1, c: {d: 2}}, list: [null, {x: 5}, null, 'new'], fresh: 1.5, z: 1}"),
            await things.Find(new BsonDocument()).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task Inc_widens_an_int_that_overflows()
    {
        var things = server.NewCollection(new BsonDocument { { "_id", 1 }, { "n", int.MaxValue } });
        await things.UpdateOneAsync(new BsonDocument(), BsonDocument.Parse("{$inc: {n: 1}}"), cancellationToken: Cancellation);
        Assert.Equal(new BsonInt64(int.MaxValue + 1L), (await things.Find(new BsonDocument()).SingleAsync(Cancellation))["n"]);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_matches_without_modifying()
    {
        var things = server.NewCollection(BsonDocument.Parse("{_id: 1, a: 1}"), BsonDocument.Parse("{_id: 2, a: 2}"));

        var result = await things.UpdateManyAsync(
            new BsonDocument(), BsonDocument.Parse("{$set: {a: 1}, $setOnInsert: {b: 1}}"), cancellationToken: Cancellation);

        Assert.Equal((2, 1), (result.MatchedCount, result.ModifiedCount));
        Assert.False((await things.Find(new BsonDocument("_id", 1)).SingleAsync(Cancellation)).Contains("b"));
    }

    [Fact]
    public async Task An_upsert_takes_equalities_from_the_query_and_reports_the_id()
    {
        var things = server.NewCollection();

        var result = await things.UpdateOneAsync(
            BsonDocument.Parse("{slug: 's', 'a.b': {$eq: 1}, n: {$gt: 5}, $and: [{c: {$in: [7]}}]}"),
            BsonDocument.Parse("{$set: {name: 'x'}, $setOnInsert: {first: true}}"),
            new UpdateOptions { IsUpsert = true },
            Cancellation);

        var found = await things.Find(new BsonDocument()).SingleAsync(Cancellation);
        Assert.Equal(0, result.MatchedCount);
        Assert.Equal(found["_id"], result.UpsertedId);
        found.Remove("_id");
        Assert.Equal(BsonDocument.Parse("{slug: 's', a: {b: 1}, c: 7, first: true, name: 'x'}"), found);
    }

    [Fact]
    public async Task A_bulk_of_upserts_inserts_once_and_then_matches()
    {
        var things = server.NewCollection();
        var writes = Enumerable.Range(0, 60)
            .Select(i => new UpdateOneModel<BsonDocument>(new BsonDocument("_id", i), BsonDocument.Parse($"{{$setOnInsert: {{n: {i}}}}}"))
            {
                IsUpsert = true,
            })
            .ToList();

        var first = await things.BulkWriteAsync(writes, new BulkWriteOptions { IsOrdered = false }, Cancellation);
        var second = await things.BulkWriteAsync(writes, new BulkWriteOptions { IsOrdered = false }, Cancellation);

        Assert.Equal(60, first.Upserts.Count);
        Assert.Equal((60, 0, 0), (second.MatchedCount, second.ModifiedCount, second.Upserts.Count));
    }

    [Fact]
    public async Task Replacing_keeps_the_id_and_drops_the_rest()
    {
        var things = server.NewCollection(BsonDocument.Parse("{_id: 1, a: 1, b: 2}"));

        await things.ReplaceOneAsync(new BsonDocument("a", 1), new BsonDocument("c", 3), cancellationToken: Cancellation);
        var upsert = await things.ReplaceOneAsync(
            new BsonDocument("_id", "new"), new BsonDocument("c", 4), new ReplaceOptions { IsUpsert = true }, Cancellation);

        Assert.Equal("new", upsert.UpsertedId);
        Assert.Equal(
            [BsonDocument.Parse("{_id: 1, c: 3}"), BsonDocument.Parse("{_id: 'new', c: 4}")],
            await things.Find(new BsonDocument()).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Delete_takes_the_first_match_or_all()
    {
        var things = server.NewCollection([.. Enumerable.Range(0, 5).Select(i => new BsonDocument { { "_id", i }, { "even", i % 2 == 0 } })]);

        Assert.Equal(1, (await things.DeleteOneAsync(new BsonDocument("even", true), Cancellation)).DeletedCount);
        Assert.Equal(2, (await things.DeleteManyAsync(new BsonDocument("even", false), Cancellation)).DeletedCount);

        Assert.Equal([2, 4], (await things.Find(new BsonDocument()).ToListAsync(Cancellation)).Select(d => d["_id"].AsInt32));
    }

    [Theory]
    [InlineData("{$set: {_id: 2}}", 66)]
    [InlineData("{$inc: {s: 1}}", 14)]
    [InlineData("{$inc: {n: 'x'}}", 14)]
    [InlineData("{$set: {'n.x': 1}}", 28)]
    [InlineData("{$set: {a: 1, 'a.b': 1}}", 40)]
    [InlineData("{$set: {'a.': 1}}", 56)]
    [InlineData("{$frobnicate: {a: 1}}", 9)]
    public async Task An_impossible_update_is_refused_and_changes_nothing(string update, int code)
    {
        var before = BsonDocument.Parse("{_id: 1, n: 1, s: 'text'}");
        var things = server.NewCollection(before);

        var error = await Assert.ThrowsAsync<MongoWriteException>(
            () => things.UpdateOneAsync(new BsonDocument("_id", 1), BsonDocument.Parse(update), cancellationToken: Cancellation));

        Assert.Equal(code, error.WriteError.Code);
        Assert.Equal(before, await things.Find(new BsonDocument()).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task Counting_and_paging_agree()
    {
        var things = server.NewCollection([.. Enumerable.Range(0, 10).Select(i => new BsonDocument { { "_id", i }, { "even", i % 2 == 0 } })]);
        var even = new BsonDocument("even", true);

        Assert.Equal(10, await things.EstimatedDocumentCountAsync(cancellationToken: Cancellation));
        Assert.Equal(5, await things.CountDocumentsAsync(even, cancellationToken: Cancellation));
        Assert.Equal(2, await things.CountDocumentsAsync(even, new CountOptions { Skip = 1, Limit = 2 }, Cancellation));
        Assert.Equal(0, await things.CountDocumentsAsync(new BsonDocument("_id", -1), cancellationToken: Cancellation));
        Assert.Equal([4, 6], (await things.Find(even).Skip(2).Limit(2).ToListAsync(Cancellation)).Select(d => d["_id"].AsInt32));
    }
}
