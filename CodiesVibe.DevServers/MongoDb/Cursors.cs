using System.Collections.Concurrent;
using System.Security.Cryptography;
using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Storage;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb;

/// <summary>The results that clients are still reading.</summary>
internal sealed class Cursors(TimeProvider time)
{
    /// <summary>A cursor that was not read for this time is closed.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(10);

    private const int DefaultFirstBatch = 101;

    private readonly ConcurrentDictionary<long, Cursor> _open = [];

    /// <param name="ns">The collection, or a command's pseudo collection.</param>
    /// <param name="results">Read only as far as batches are requested.</param>
    /// <param name="batchSize">Documents in the first batch; null for MongoDB's default.</param>
    /// <param name="single">Close after the first batch.</param>
    /// <returns>The reply of the command that made the results.</returns>
    public BsonDocument Open(Namespace ns, IEnumerable<BsonDocument> results, long? batchSize, bool single = false)
    {
        foreach (var (idle, _) in _open.Where(c => IsIdle(c.Value)))
        {
            Close(idle);
        }
        var cursor = new Cursor(ns, results.GetEnumerator()) { LastUse = time.GetTimestamp() };
        var batch = cursor.Next(batchSize ?? DefaultFirstBatch);
        var id = 0L;
        if (cursor.Finished || single)
        {
            cursor.Dispose();
        }
        else
        {
            do
            {
                id = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
            }
            while (id == 0 || !_open.TryAdd(id, cursor));
        }
        return Reply("firstBatch", batch, id, ns);
    }

    /// <exception cref="CommandException">CursorNotFound, or Unauthorized where the cursor reads another collection.</exception>
    public BsonDocument Next(long id, Namespace ns, long? batchSize)
    {
        if (!_open.TryGetValue(id, out var cursor) || IsIdle(cursor))
        {
            Close(id);
            throw new CommandException(ErrorCode.CursorNotFound, $"cursor id {id} not found");
        }
        if (cursor.Namespace != ns)
        {
            throw new CommandException(
                ErrorCode.Unauthorized,
                $"Requested getMore on namespace '{ns}', but cursor belongs to a different namespace {cursor.Namespace}");
        }
        lock (cursor)
        {
            cursor.LastUse = time.GetTimestamp();
            var batch = cursor.Next(batchSize is null or 0 ? long.MaxValue : batchSize.Value);
            if (!cursor.Finished)
            {
                return Reply("nextBatch", batch, id, ns);
            }
            Close(id);
            return Reply("nextBatch", batch, 0, ns);
        }
    }

    /// <returns>False if the cursor does not exist.</returns>
    public bool Close(long id)
    {
        if (!_open.TryRemove(id, out var cursor))
        {
            return false;
        }
        cursor.Dispose();
        return true;
    }

    private bool IsIdle(Cursor cursor) => time.GetElapsedTime(cursor.LastUse) > IdleLimit;

    private static BsonDocument Reply(string batchName, BsonArray batch, long id, Namespace ns) =>
        new("cursor", new BsonDocument { { batchName, batch }, { "id", id }, { "ns", ns.ToString() } });
}
