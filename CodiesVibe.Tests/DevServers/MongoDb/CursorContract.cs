using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorCursorTests(EmulatorUnderTest server) : CursorContract<EmulatorUnderTest>(server);

public sealed class MongodCursorTests(MongodUnderTest server) : CursorContract<MongodUnderTest>(server);

/// <summary>Reading results in batches.</summary>
public abstract class CursorContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static BsonDocument[] Numbered(int count) => [.. Enumerable.Range(0, count).Select(i => new BsonDocument("_id", i))];

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public async Task Batches_add_up_to_all_documents_in_order(int? batchSize)
    {
        var things = server.NewCollection(Numbered(350));
        var found = await things
            .Find(new BsonDocument(), new FindOptions { BatchSize = batchSize })
            .Sort(new BsonDocument("_id", -1))
            .ToListAsync(Cancellation);
        Assert.Equal(Enumerable.Range(0, 350).Reverse(), found.Select(d => d["_id"].AsInt32));
    }

    [Fact]
    public async Task A_limit_ends_the_cursor()
    {
        var things = server.NewCollection(Numbered(20));
        var found = await things.Find(new BsonDocument(), new FindOptions { BatchSize = 4 }).Limit(10).ToListAsync(Cancellation);
        Assert.Equal(10, found.Count);
    }

    [Fact]
    public async Task Large_documents_come_in_several_batches()
    {
        var filling = new string('x', 6_000_000);
        var things = server.NewCollection();
        for (var i = 0; i < 5; i++)
        {
            await things.InsertOneAsync(new BsonDocument { { "_id", i }, { "filling", filling } }, cancellationToken: Cancellation);
        }

        using var cursor = await things.FindAsync(new BsonDocument(), cancellationToken: Cancellation);
        var sizes = new List<int>();
        while (await cursor.MoveNextAsync(Cancellation))
        {
            sizes.Add(cursor.Current.Count());
        }

        Assert.Equal([2, 2, 1], sizes.Where(s => s > 0));
    }

    [Fact]
    public async Task A_killed_cursor_is_gone()
    {
        var things = server.NewCollection(Numbered(20));
        var database = things.Database;
        var find = await database.RunCommandAsync<BsonDocument>(
            BsonDocument.Parse("{find: 'things', batchSize: 2}"), cancellationToken: Cancellation);
        var id = find["cursor"]["id"].AsInt64;
        var getMore = new BsonDocument { { "getMore", id }, { "collection", "things" }, { "batchSize", 3 } };
        var more = await database.RunCommandAsync<BsonDocument>(getMore, cancellationToken: Cancellation);
        var killed = await database.RunCommandAsync<BsonDocument>(
            new BsonDocument { { "killCursors", "things" }, { "cursors", new BsonArray { id, 5L } } }, cancellationToken: Cancellation);

        var error = await Assert.ThrowsAsync<MongoCommandException>(
            () => database.RunCommandAsync<BsonDocument>(getMore, cancellationToken: Cancellation));

        Assert.Equal([2, 3, 4], more["cursor"]["nextBatch"].AsBsonArray.Select(d => d["_id"].AsInt32));
        Assert.Equal(new BsonArray { id }, killed["cursorsKilled"]);
        Assert.Equal(new BsonArray { 5L }, killed["cursorsNotFound"]);
        Assert.Equal((43, "CursorNotFound"), (error.Code, error.CodeName));
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_collection()
    {
        var things = server.NewCollection(Numbered(20));
        var find = await things.Database.RunCommandAsync<BsonDocument>(
            BsonDocument.Parse("{find: 'things', batchSize: 2}"), cancellationToken: Cancellation);

        var error = await Assert.ThrowsAsync<MongoCommandException>(() => things.Database.RunCommandAsync<BsonDocument>(
            new BsonDocument { { "getMore", find["cursor"]["id"] }, { "collection", "others" } }, cancellationToken: Cancellation));

        Assert.Equal(13, error.Code);
    }
}
