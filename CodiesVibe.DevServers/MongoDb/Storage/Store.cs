using System.Collections.Immutable;
using CodiesVibe.DevServers.MongoDb.Errors;

namespace CodiesVibe.DevServers.MongoDb.Storage;

/// <summary>
/// All collections: in memory for reads, in the data file for durability. Readers see the last committed state; writers are
/// serialized.
/// </summary>
internal sealed class Store : IDisposable
{
    private readonly Lock _writing = new();
    private readonly Journal _journal;
    private volatile ImmutableDictionary<Namespace, CollectionState> _collections;

    private Store(Journal journal)
    {
        _journal = journal;
        _collections = journal.Load().ToImmutableDictionary(c => c.Namespace);
    }

    public ImmutableDictionary<Namespace, CollectionState> Collections => _collections;

    /// <exception cref="StartupException">The folder or the data in it cannot be used.</exception>
    public static Store Open(string folder)
    {
        var journal = new Journal(DataFile.Open(folder));
        try
        {
            return new Store(journal);
        }
        catch (Exception e) when (e is CommandException or InvalidCastException or ArgumentException or KeyNotFoundException)
        {
            journal.Dispose();
            throw DataFile.Damaged(Path.Combine(folder, DataFile.Name), e);
        }
    }

    /// <summary>Runs a change. When this returns, the change is on disk; when it throws, nothing has changed.</summary>
    public T Write<T>(Func<WriteTransaction, T> change)
    {
        lock (_writing)
        {
            _journal.Begin();
            try
            {
                var transaction = new WriteTransaction(_journal, _collections);
                var result = change(transaction);
                _journal.Commit();
                _collections = transaction.Collections;
                return result;
            }
            finally
            {
                _journal.Rollback();
            }
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _journal.Dispose();
        }
    }
}
