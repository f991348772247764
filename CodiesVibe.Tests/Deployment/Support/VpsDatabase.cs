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
        _port = new(vps.Machine, () => FindAsync(vps));
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

    /// <summary>The database of users and roles.</summary>
    public IMongoDatabase Admin => _client.GetDatabase("admin");

    /// <summary>A collection of the site's database.</summary>
    public IMongoCollection<BsonDocument> this[string collection] => _client.GetDatabase("codiesvibe").GetCollection<BsonDocument>(collection);

    /// <summary>Where it is now; null while it does not run, or the engine does not.</summary>
    private static async Task<IPEndPoint?> FindAsync(Vps vps)
    {
        var (listed, id, _) = await vps.Machine.Docker.RunAsync(["ps", "--quiet", "--filter", "label=com.docker.compose.service=mongodb"]);
        if (listed != 0 || id.Length == 0)
        {
            return null;
        }

        var (_, address, _) = await vps.Machine.Docker.RunAsync(["inspect", "--format", """{{(index .NetworkSettings.Networks "codiesvibe-data").IPAddress}}""", id.Trim()]);
        return IPAddress.TryParse(address.Trim(), out var found) ? new(found, 27017) : null;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _port.DisposeAsync();
    }
}
