using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorErrorTests(EmulatorUnderTest server) : ErrorContract<EmulatorUnderTest>(server);

public sealed class MongodErrorTests(MongodUnderTest server) : ErrorContract<MongodUnderTest>(server);

/// <summary>What is wrong is refused with MongoDB's codes.</summary>
public abstract class ErrorContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{noSuchCommand: 1}", 59)]
    [InlineData("{find: 'things', filter: {$frobnicate: 1}}", 2)]
    [InlineData("{find: 'things', filter: {a: {$frobnicate: 1}}}", 2)]
    [InlineData("{find: 'things', filter: {a: {$in: 1}}}", 2)]
    [InlineData("{find: 'things', filter: {a: {$not: 1}}}", 2)]
    [InlineData("{find: 'things', filter: {$or: []}}", 2)]
    [InlineData("{find: 'things', filter: {a: {$regex: '('}}}", 51091)]
    [InlineData("{find: 'things', filter: {a: {$regex: 'a', $options: 'q'}}}", 51108)]
    [InlineData("{find: 'things', filter: 1}", 14)]
    [InlineData("{find: 'things', frobnicate: 1}", 40415)]
    [InlineData("{find: 'things', skip: -1}", 51024)]
    [InlineData("{find: 'things', sort: {a: 2}}", 15975)]
    [InlineData("{find: 'things', projection: {a: 1, b: 0}}", 31254)]
    [InlineData("{find: 'things', projection: {a: 0, b: 1}}", 31253)]
    [InlineData("{find: ''}", 73)]
    [InlineData("{aggregate: 'things', pipeline: [{$frobnicate: 1}], cursor: {}}", 40324)]
    [InlineData("{aggregate: 'things', pipeline: [{$limit: 0}], cursor: {}}", 15958)]
    [InlineData("{aggregate: 'things', pipeline: []}", 9)]
    [InlineData("{insert: 'things', documents: []}", 21)]
    [InlineData("{insert: 'things'}", 40414)]
    [InlineData("{insert: 'things', documents: [{a: 1}], txnNumber: NumberLong(1), lsid: {id: UUID('00000000-0000-4000-8000-000000000000')}}", 20)]
    [InlineData("{insert: 'things', documents: [{a: 1}], writeConcern: {w: 3}}", 2)]
    [InlineData("{delete: 'things', deletes: [{q: {}, limit: 5}]}", 9)]
    [InlineData("{createIndexes: 'things', indexes: []}", 2)]
    [InlineData("{createIndexes: 'things', indexes: [{key: {a: 1}, name: 'a', frobnicate: 1}]}", 197)]
    [InlineData("{createIndexes: 'things', indexes: [{key: {a: 'frobnicate'}, name: 'a'}]}", 67)]
    [InlineData("{listIndexes: 'noSuchCollection'}", 26)]
    [InlineData("{getMore: NumberLong(123), collection: 'things'}", 43)]
    public async Task A_command_is_refused_with_its_code(string command, int code)
    {
        var things = server.NewCollection(BsonDocument.Parse("{_id: 1, a: 1}"));

        var error = await Assert.ThrowsAsync<MongoCommandException>(() => things.Database.RunCommandAsync<BsonDocument>(
            BsonDocument.Parse(command), cancellationToken: Cancellation));

        Assert.Equal(code, error.Code);
        Assert.Equal(1, await things.CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancellation));
    }

    [Fact]
    public async Task An_error_has_the_shape_that_drivers_expect()
    {
        var error = await Assert.ThrowsAsync<MongoCommandException>(() => server.NewDatabase().RunCommandAsync<BsonDocument>(
            new BsonDocument("noSuchCommand", 1), cancellationToken: Cancellation));
        Assert.Equal("CommandNotFound", error.CodeName);
        Assert.Equal(0, error.Result["ok"].AsDouble);
        Assert.Equal("no such command: 'noSuchCommand'", error.Result["errmsg"]);
    }

    [Theory]
    [InlineData("{_id: [1]}")]
    [InlineData("{_id: /x/}")]
    public async Task Some_values_cannot_be_an_id(string document)
    {
        var things = server.NewCollection();
        await Assert.ThrowsAsync<MongoWriteException>(
            () => things.InsertOneAsync(BsonDocument.Parse(document), cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Fields_that_every_command_may_carry_are_accepted()
    {
        var things = server.NewCollection();
        var database = things.Database.WithWriteConcern(new WriteConcern(1, journal: true)).WithReadConcern(ReadConcern.Local);
        await database.GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("_id", 1), cancellationToken: Cancellation);
        var options = new FindOptions { MaxTime = TimeSpan.FromSeconds(10), Comment = "a comment" };
        Assert.Single(await database.GetCollection<BsonDocument>("things").Find(new BsonDocument(), options).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task An_unacknowledged_write_is_done_without_a_reply()
    {
        var things = server.NewCollection();
        await things.WithWriteConcern(WriteConcern.Unacknowledged).InsertOneAsync(new BsonDocument("_id", 1), cancellationToken: Cancellation);
        await Eventually.BecomesTrueAsync(
            "one document is left", TimeSpan.FromSeconds(10), async () => await things.CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancellation) == 1);
    }
}
