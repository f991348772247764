using CodiesVibe.DevServers.MongoDb.Storage;
using CodiesVibe.DevServers.MongoDb.Wire;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb;

/// <summary>Returns results in batches that are not larger than a document may be.</summary>
internal sealed class Cursor(Namespace ns, IEnumerator<BsonDocument> results) : IDisposable
{
    // Encoded once, for its size, and copied to the reply.
    private byte[]? _next;
    private bool _started;

    public Namespace Namespace { get; } = ns;

    /// <summary>A time stamp of the server's clock.</summary>
    public long LastUse { get; set; }

    public bool Finished => _started && _next is null;

    public BsonArray Next(long count)
    {
        if (!_started)
        {
            _started = true;
            Advance();
        }
        var batch = new BsonArray();
        var room = BsonCodec.MaxDocumentSize;
        while (_next is not null && batch.Count < count && (batch.Count == 0 || _next.Length <= room))
        {
            room -= _next.Length;
            batch.Add(new RawBsonDocument(_next));
            Advance();
        }
        return batch;
    }

    public void Dispose() => results.Dispose();

    private void Advance() => _next = results.MoveNext() ? BsonCodec.Encode(results.Current) : null;
}
