using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb;

/// <summary>What the server has done since its start, as <c>serverStatus</c> reports it. Thread-safe.</summary>
internal sealed class ServerActivity
{
    private static readonly string[] s_operationTypes = ["insert", "query", "update", "delete", "getmore", "command"];

    private readonly long[] _operations = new long[s_operationTypes.Length];
    private int _connections;
    private long _connectionsCreated;

    public int Connections => _connections;

    public long ConnectionsCreated => Interlocked.Read(ref _connectionsCreated);

    /// <summary>The number of operations, by the types that MongoDB counts.</summary>
    public IEnumerable<(string Type, long Count)> Operations => s_operationTypes.Select((type, i) => (type, Interlocked.Read(ref _operations[i])));

    public void Connected()
    {
        Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _connectionsCreated);
    }

    public void Disconnected() => Interlocked.Decrement(ref _connections);

    /// <summary>Counts a command: a write by its statements, anything else as one.</summary>
    public void Count(string command, BsonDocument body)
    {
        var (type, statements) = command switch
        {
            "insert" => ("insert", "documents"),
            "update" => ("update", "updates"),
            "delete" => ("delete", "deletes"),
            "find" => ("query", null),
            "getMore" => ("getmore", null),
            _ => ("command", null),
        };
        var count = statements is not null && body.GetValue(statements, null) is BsonArray list ? list.Count : 1;
        Interlocked.Add(ref _operations[Array.IndexOf(s_operationTypes, type)], count);
    }
}
