using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorAuthenticationTests(EmulatorUnderTest server) : AuthenticationContract<EmulatorUnderTest>(server);

public sealed class MongodAuthenticationTests(MongodUnderTest server) : AuthenticationContract<MongodUnderTest>(server);

/// <summary>Who may do what.</summary>
public abstract class AuthenticationContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private static readonly BsonDocument s_ping = new("ping", 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("root", "wrong")]
    [InlineData("nobody", null)]
    public async Task A_wrong_login_is_refused(string user, string? password)
    {
        using var client = server.Connect(user, password ?? server.Password);
        var error = await Assert.ThrowsAsync<MongoAuthenticationException>(
            () => client.GetDatabase("admin").RunCommandAsync<BsonDocument>(s_ping, cancellationToken: Cancellation));
        Assert.Equal(18, Assert.IsType<MongoCommandException>(error.InnerException).Code);
    }

    [Theory]
    [InlineData("biws", "", true)]
    [InlineData("biws", "x", false)] // a nonce that the server has not made
    [InlineData("eSws", "", false)] // "y,,": another header than the one at the beginning
    public async Task A_proof_is_not_valid_for_another_exchange(string header, string addedToNonce, bool accepted)
    {
        const string First = "n=root,r=nonce-of-the-client";
        Assert.SkipWhen(server.SkipReason is not null, server.SkipReason ?? "");
        // The exchange belongs to a connection.
        using var client = new MongoClient($"mongodb://127.0.0.1:{server.Port}/?directConnection=true&maxPoolSize=1");
        var admin = client.GetDatabase("admin");
        var start = await admin.RunCommandAsync<BsonDocument>(
            new BsonDocument { { "saslStart", 1 }, { "mechanism", "SCRAM-SHA-256" }, { "payload", Encoding.UTF8.GetBytes($"n,,{First}") } }, cancellationToken: Cancellation);
        var challenge = Encoding.UTF8.GetString(start["payload"].AsByteArray);
        var parts = challenge.Split(',').ToDictionary(part => part[0], part => part[2..]);
        var last = $"c={header},r={parts['r']}{addedToNonce}";
        var prove = () => admin.RunCommandAsync<BsonDocument>(
            new BsonDocument
            {
                { "saslContinue", 1 },
                { "conversationId", start["conversationId"] },
                { "payload", Encoding.UTF8.GetBytes($"{last},p={Proof($"{First},{challenge},{last}", parts['s'], parts['i'])}") },
            },
            cancellationToken: Cancellation);

        if (accepted)
        {
            Assert.StartsWith("v=", Encoding.UTF8.GetString((await prove())["payload"].AsByteArray), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(18, (await Assert.ThrowsAsync<MongoCommandException>(prove)).Code);
        }
    }

    [Fact]
    public async Task Without_a_login_a_client_can_ping_but_not_read_or_write()
    {
        using var client = server.Connect(null, null);
        var database = client.GetDatabase("test");
        await database.RunCommandAsync<BsonDocument>(s_ping, cancellationToken: Cancellation);
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
            await client.GetDatabase("codiesvibe").RunCommandAsync<BsonDocument>(s_ping, cancellationToken: Cancellation);
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

    /// <summary>The client's proof of RFC 5802 over the messages of an exchange.</summary>
    private string Proof(string messages, string salt, string iterations)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(server.Password), Convert.FromBase64String(salt), int.Parse(iterations, CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, 32);
        var key = HMACSHA256.HashData(salted, "Client Key"u8);
        var signature = HMACSHA256.HashData(SHA256.HashData(key), Encoding.UTF8.GetBytes(messages));
        return Convert.ToBase64String([.. key.Zip(signature, (one, other) => (byte)(one ^ other))]);
    }
}
