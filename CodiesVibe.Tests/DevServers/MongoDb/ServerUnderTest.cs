using System.Security.Cryptography;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

/// <summary>A server that the contract is tested against, with one user and its own temporary data folder.</summary>
public abstract class ServerUnderTest : IAsyncLifetime
{
    protected const string User = "root";

    protected static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    public string Password { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));

    /// <summary>Why this server cannot be tested here; null where it can.</summary>
    public string? SkipReason { get; protected init; }

    public int Port { get; protected set; }

    public MongoClient Client { get; private set; } = null!;

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("codiesvibe-mongodb-");

    /// <summary>A separate database for one test.</summary>
    public IMongoDatabase NewDatabase()
    {
        Assert.SkipWhen(SkipReason is not null, SkipReason ?? "");
        return Client.GetDatabase($"test_{Guid.NewGuid():N}");
    }

    public IMongoCollection<BsonDocument> NewCollection(params BsonDocument[] documents)
    {
        var collection = NewDatabase().GetCollection<BsonDocument>("things");
        if (documents.Length > 0)
        {
            collection.InsertMany(documents, cancellationToken: TestContext.Current.CancellationToken);
        }
        return collection;
    }

    /// <summary>A client with its own connections.</summary>
    public MongoClient Connect(string? user, string? password)
    {
        Assert.SkipWhen(SkipReason is not null, SkipReason ?? "");
        var settings = new MongoClientSettings
        {
            Server = new MongoServerAddress("127.0.0.1", Port),
            DirectConnection = true,
            ServerSelectionTimeout = TimeSpan.FromSeconds(5),
            Credential = user is null ? null : MongoCredential.CreateCredential("admin", user, password),
        };
        return new MongoClient(settings);
    }

    public virtual async ValueTask InitializeAsync()
    {
        if (SkipReason is null)
        {
            await StartAsync();
            Client = Connect(User, Password);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client?.Dispose();
        await StopAsync();
        Folder.Delete(recursive: true);
    }

    protected abstract Task StartAsync();

    protected abstract Task StopAsync();
}
