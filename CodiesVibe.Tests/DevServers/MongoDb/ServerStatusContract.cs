using System.Net.Sockets;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorServerStatusTests(EmulatorUnderTest server) : ServerStatusContract<EmulatorUnderTest>(server);

public sealed class MongodServerStatusTests(MongodUnderTest server) : ServerStatusContract<MongodUnderTest>(server);

/// <summary>What monitoring reads of <c>serverStatus</c>.</summary>
public abstract class ServerStatusContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operations_are_counted_by_type_and_writes_by_their_statements()
    {
        var things = server.NewCollection();
        var before = await StatusAsync();

        await things.InsertManyAsync(Enumerable.Range(0, 7).Select(i => new BsonDocument("_id", i)), cancellationToken: Cancellation);
        await things.UpdateOneAsync(new BsonDocument("_id", 1), Builders<BsonDocument>.Update.Set("a", 1), cancellationToken: Cancellation);
        await things.DeleteOneAsync(new BsonDocument("_id", 2), Cancellation);
        Assert.Equal(6, (await things.Find(new BsonDocument(), new FindOptions { BatchSize = 2 }).ToListAsync(Cancellation)).Count);
        await server.Client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: Cancellation);

        var after = await StatusAsync();
        long Added(string type) => after["opcounters"][type].ToInt64() - before["opcounters"][type].ToInt64();
        Assert.Equal((7, 1, 1, 1), (Added("insert"), Added("update"), Added("delete"), Added("query")));
        Assert.InRange(Added("getmore"), 2, 3);
        Assert.True(Added("command") >= 2, "the ping and the serverStatus itself");
    }

    [Fact]
    public async Task Connections_come_and_go()
    {
        var before = await StatusAsync();
        Assert.True(before["connections"]["available"].ToInt64() > 0);

        var current = before["connections"]["current"].ToInt64();
        var others = Enumerable.Range(0, 5).Select(_ => new TcpClient("127.0.0.1", server.Port)).ToList();
        await Eventually.BecomesTrueAsync("the new connections are counted", TimeSpan.FromSeconds(10), async () => await CurrentAsync() >= current + others.Count);

        others.ForEach(other => other.Dispose());
        await Eventually.BecomesTrueAsync("the closed connections are not counted", TimeSpan.FromSeconds(10), async () => await CurrentAsync() < current + others.Count);
    }

    [Fact]
    public async Task Memory_and_uptime_are_those_of_a_running_process()
    {
        var status = await StatusAsync();

        Assert.InRange(status["mem"]["resident"].ToInt64(), 10, 4096);
        Assert.InRange(status["uptime"].ToDouble(), 0, 3600);
    }

    private async Task<long> CurrentAsync() => (await StatusAsync())["connections"]["current"].ToInt64();

    private async Task<BsonDocument> StatusAsync()
    {
        Assert.SkipWhen(server.SkipReason is not null, server.SkipReason ?? "");
        return await server.Client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("serverStatus", 1), cancellationToken: Cancellation);
    }
}
