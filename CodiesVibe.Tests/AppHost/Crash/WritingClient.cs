using System.Collections.Concurrent;
using CodiesVibe.Tests.AppHost.Support;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.AppHost.Crash;

/// <summary>Writes to the database of a running app host, one document after another, and records what was acknowledged.</summary>
internal sealed class WritingClient
{
    /// <summary>Known to the client because the app host is started with it.</summary>
    public const string Password = "kill test+/@:";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<int> _acknowledged = new();

    public IReadOnlyCollection<int> Acknowledged => _acknowledged;

    /// <summary>Whether the database stopped during a write.</summary>
    public bool WasInterrupted { get; private set; }

    /// <summary>Starts when the database is healthy and ends when it stops, or when cancelled before.</summary>
    public async Task WriteAsync(AppHostProcess host, CancellationToken cancellationToken)
    {
        try
        {
            using var client = await ConnectAsync(host, cancellationToken);
            for (var number = 1; ; number++)
            {
                await Documents(client).InsertOneAsync(new BsonDocument("_id", number), cancellationToken: cancellationToken);
                _acknowledged.Enqueue(number);
            }
        }
        catch (Exception exception) when (exception is MongoException or TimeoutException)
        {
            WasInterrupted = true;
        }
        catch (OperationCanceledException)
        {
            // The app host was killed before it had a database.
        }
    }

    public async Task AssertAllThereAsync(AppHostProcess host, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(host, cancellationToken);
        var there = await Documents(client).Find(FilterDefinition<BsonDocument>.Empty).ToListAsync(cancellationToken);
        Assert.Empty(_acknowledged.Except(there.Select(d => d["_id"].AsInt32)));
    }

    private static IMongoCollection<BsonDocument> Documents(MongoClient client) => client.GetDatabase("codiesvibe").GetCollection<BsonDocument>("kill-test");

    private static async Task<MongoClient> ConnectAsync(AppHostProcess host, CancellationToken cancellationToken)
    {
        var server = await host.Resources.WaitUntilHealthyAsync("mongodb", cancellationToken);
        var address = new Uri(Assert.Single(server.Urls).FullUrl);
        var settings = new MongoClientSettings
        {
            Server = new(address.Host, address.Port),
            RetryWrites = false,
            ServerSelectionTimeout = s_patience,
            ConnectTimeout = s_patience,
            SocketTimeout = s_patience,
        };

        // Only a mongod of the machine runs without a password.
        if (server.ResourceType == "Container" || host.Resources.Current.Any(r => r.DisplayName == "mongodb-password"))
        {
            settings.Credential = MongoCredential.CreateCredential("admin", "admin", Password);
        }

        return new(settings);
    }
}
