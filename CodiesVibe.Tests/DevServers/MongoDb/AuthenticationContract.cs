using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorAuthenticationTests(EmulatorUnderTest server) : AuthenticationContract<EmulatorUnderTest>(server);

public sealed class MongodAuthenticationTests(MongodUnderTest server) : AuthenticationContract<MongodUnderTest>(server);

/// <summary>Who may do what.</summary>
public abstract class AuthenticationContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private static readonly BsonDocument Ping = new("ping", 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("root", "wrong")]
    [InlineData("nobody", null)]
    public async Task A_wrong_login_is_refused(string user, string? password)
    {
        using var client = server.Connect(user, password ?? server.Password);
        var error = await Assert.ThrowsAsync<MongoAuthenticationException>(
            () => client.GetDatabase("admin").RunCommandAsync<BsonDocument>(Ping, cancellationToken: Cancellation));
        Assert.Equal(18, Assert.IsType<MongoCommandException>(error.InnerException).Code);
    }

    [Fact]
    public async Task Without_a_login_one_may_ping_but_not_read_or_write()
    {
        using var client = server.Connect(null, null);
        var database = client.GetDatabase("test");
        await database.RunCommandAsync<BsonDocument>(Ping, cancellationToken: Cancellation);
        await database.RunCommandAsync<BsonDocument>(new BsonDocument("buildInfo", 1), cancellationToken: Cancellation);

        var things = database.GetCollection<BsonDocument>("things");
        var read = await Assert.ThrowsAsync<MongoCommandException>(() => things.Find(new BsonDocument()).ToListAsync(Cancellation));
        var write = await Assert.ThrowsAsync<MongoCommandException>(
            () => things.InsertOneAsync(new BsonDocument(), cancellationToken: Cancellation));

        Assert.Equal((13, "Unauthorized"), (read.Code, read.CodeName));
        Assert.Equal(13, write.Code);
    }

    [Fact]
    public async Task The_mechanism_may_be_negotiated_or_named()
    {
        server.NewDatabase();
        foreach (var suffix in new[] { "", "&authMechanism=SCRAM-SHA-256" })
        {
            using var client = new MongoClient(
                $"mongodb://root:{server.Password}@127.0.0.1:{server.Port}/codiesvibe?authSource=admin&directConnection=true{suffix}");
            await client.GetDatabase("codiesvibe").RunCommandAsync<BsonDocument>(Ping, cancellationToken: Cancellation);
        }
    }

    [Fact]
    public async Task The_server_presents_itself_as_a_standalone_of_version_7()
    {
        var hello = await server.NewDatabase().RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1), cancellationToken: Cancellation);
        Assert.True(hello["isWritablePrimary"].AsBoolean);
        Assert.Equal(16 * 1024 * 1024, hello["maxBsonObjectSize"]);
        Assert.InRange(hello["maxWireVersion"].AsInt32, 21, int.MaxValue);
        Assert.False(hello.Contains("setName"));
    }
}
