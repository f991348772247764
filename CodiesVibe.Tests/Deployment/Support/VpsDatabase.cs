using System.Net;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>The database of the server, as its administrator sees it.</summary>
internal sealed class VpsDatabase : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly ServerPort _port;
    private readonly MongoClient _client;

    public VpsDatabase(Vps vps)
    {
        _port = new(vps.Machine, async () => new(IPAddress.Parse((await vps.ContainersAsync()).SingleOrDefault(container => container.Service == "mongodb")?.Networks["codiesvibe-data"] is { Length: > 0 } address ? address : "127.0.0.1"), 27017));
        _client = new(new MongoClientSettings
        {
            Server = new("127.0.0.1", _port.Port),
            DirectConnection = true,
            Credential = MongoCredential.CreateCredential("admin", "admin", DeployingMachine.Canary),
            RetryWrites = false,
            ServerSelectionTimeout = s_patience,
            ConnectTimeout = s_patience,
            SocketTimeout = s_patience,
        });
    }

    /// <summary>A collection of the site's database.</summary>
    public IMongoCollection<BsonDocument> this[string collection] => _client.GetDatabase("codiesvibe").GetCollection<BsonDocument>(collection);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _port.DisposeAsync();
    }
}
