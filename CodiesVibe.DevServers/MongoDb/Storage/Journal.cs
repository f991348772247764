using CodiesVibe.DevServers.MongoDb.Wire;
using Microsoft.Data.Sqlite;

namespace CodiesVibe.DevServers.MongoDb.Storage;

/// <summary>The data file: every change is in it before it is acknowledged. One transaction is open at a time.</summary>
internal sealed class Journal(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private SqliteTransaction? _transaction;

    public void Begin() => _transaction = connection.BeginTransaction();

    public void Commit()
    {
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
    }

    /// <summary>Undoes what was not committed.</summary>
    public void Rollback()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    /// <returns>The new collection's id.</returns>
    public long CreateCollection(Namespace ns, Guid uuid) => (long)Command(
        "INSERT INTO collections (database, name, uuid) VALUES ($1, $2, $3) RETURNING id",
        ns.Database, ns.Collection, uuid.ToByteArray()).ExecuteScalar()!;

    public void RenameCollection(long id, Namespace ns) => Run("UPDATE collections SET database = $2, name = $3 WHERE id = $1", id, ns.Database, ns.Collection);

    public void DropCollection(long id) => Run("DELETE FROM collections WHERE id = $1", id);

    public void AddIndex(long collection, IndexSpec spec) => Run(
        "INSERT INTO indexes (collection, spec) VALUES ($1, $2)", collection, BsonCodec.Encode(spec.Document));

    public void Put(long collection, long position, byte[] bson) => Run(
        "INSERT INTO documents (collection, position, bson) VALUES ($1, $2, $3) ON CONFLICT DO UPDATE SET bson = $3",
        collection, position, bson);

    public void Remove(long collection, long position) => Run(
        "DELETE FROM documents WHERE collection = $1 AND position = $2", collection, position);

    /// <summary>Everything in the file, collection by collection.</summary>
    public IEnumerable<CollectionState> Load()
    {
        foreach (var (id, ns, uuid) in Read("SELECT id, database, name, uuid FROM collections ORDER BY id", r =>
            (r.GetInt64(0), new Namespace(r.GetString(1), r.GetString(2)), new Guid((byte[])r[3]))))
        {
            var state = CollectionState.Create(id, ns, uuid);
            foreach (var spec in Read("SELECT spec FROM indexes WHERE collection = $1 ORDER BY rowid", r => (byte[])r[0], id))
            {
                state = state.AddIndex(new IndexSpec(BsonCodec.Decode(spec)));
            }
            foreach (var (position, bson) in Read(
                "SELECT position, bson FROM documents WHERE collection = $1 ORDER BY position", r => (r.GetInt64(0), (byte[])r[1]), id))
            {
                state = state.Put(position, BsonCodec.Decode(bson));
            }
            yield return state;
        }
    }

    public void Dispose()
    {
        Rollback();
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }
        connection.Dispose();
    }

    private void Run(string sql, params object[] values) => Command(sql, values).ExecuteNonQuery();

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> map, params object[] values)
    {
        var rows = new List<T>();
        using var reader = Command(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }
        return rows;
    }

    /// <summary>Each statement is prepared once.</summary>
    private SqliteCommand Command(string sql, params object[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            _prepared.Add(sql, command);
        }
        command.Transaction = _transaction;
        command.Parameters.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }
        return command;
    }
}
