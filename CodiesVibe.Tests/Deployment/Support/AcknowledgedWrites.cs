using System.Collections.Concurrent;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>Writes one document after another while a deployment runs, and remembers those that the database acknowledged.</summary>
internal sealed class AcknowledgedWrites : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<ObjectId> _acknowledged = new();
    private readonly VpsDatabase _database;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _writing;

    public AcknowledgedWrites(Vps vps)
    {
        _database = new(vps);
        _writing = WriteAsync();
    }

    /// <summary>Those that the database has acknowledged so far.</summary>
    public IReadOnlyCollection<ObjectId> Acknowledged => [.. _acknowledged];

    private IMongoCollection<BsonDocument> Documents => _database["acknowledged-writes"];

    /// <summary>Stops writing, and finds every document that was acknowledged.</summary>
    public async Task CheckAsync()
    {
        await StopAsync();
        await CheckAsync(Acknowledged);
    }

    /// <summary>Finds these documents.</summary>
    public async Task CheckAsync(IReadOnlyCollection<ObjectId> acknowledged)
    {
        Assert.NotEmpty(acknowledged);
        var stored = await Documents.Find(FilterDefinition<BsonDocument>.Empty).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Empty(acknowledged.Except(stored.Select(document => document["_id"].AsObjectId)));
    }

    /// <summary>Stops writing.</summary>
    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _writing;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _database.DisposeAsync();
        _end.Dispose();
    }

    private async Task WriteAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var id = ObjectId.GenerateNewId();
            try
            {
                await Documents.InsertOneAsync(new BsonDocument("_id", id), cancellationToken: CancellationToken.None);
                _acknowledged.Enqueue(id);
            }
            catch (Exception exception) when (exception is MongoException or TimeoutException)
            {
                // Not acknowledged: a fault test may take the database away for a while.
            }

            await Task.Delay(s_pause, CancellationToken.None);
        }
    }
}
