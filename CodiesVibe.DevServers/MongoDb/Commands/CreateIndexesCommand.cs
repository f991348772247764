using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using CodiesVibe.DevServers.MongoDb.Storage;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class CreateIndexesCommand : ICommand
{
    public string[] Names => ["createIndexes"];

    public bool Writes => true;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["createIndex"];

    public BsonDocument Run(CommandRequest request)
    {
        var ns = request.Target();
        var specs = request.Fields.RequiredDocuments("indexes").Select(IndexSpecParser.Parse).ToList();
        request.Fields.RejectOthers();
        if (specs.Count == 0)
        {
            throw new CommandException(ErrorCode.BadValue, "Must specify at least one index to create");
        }
        return request.Emulator.Store.Write(transaction =>
        {
            var created = transaction.Find(ns) is null;
            var before = transaction.Ensure(ns).Indexes.Count;
            foreach (var spec in specs.Where(s => IsNew(transaction.Ensure(ns), s)))
            {
                transaction.AddIndex(ns, spec);
            }
            var after = transaction.Ensure(ns).Indexes.Count;
            var reply = new BsonDocument
            {
                { "numIndexesBefore", before },
                { "numIndexesAfter", after },
                { "createdCollectionAutomatically", created },
            };
            return before == after ? reply.Add("note", "all indexes already exist") : reply;
        });
    }

    /// <returns>False where the same index exists.</returns>
    /// <exception cref="CommandException">Another index has the name, or the same key with other options.</exception>
    private static bool IsNew(CollectionState collection, IndexSpec spec)
    {
        foreach (var other in collection.Indexes.Select(i => i.Spec))
        {
            var sameKey = BsonOrder.Instance.Equals(other.Key, spec.Key);
            if (BsonOrder.Instance.Equals(other.Document, spec.Document) || (sameKey && other == IndexSpec.Id))
            {
                return false;
            }
            if (other.Name == spec.Name)
            {
                throw new CommandException(
                    ErrorCode.IndexKeySpecsConflict,
                    "An existing index has the same name as the requested index. When index names are not specified, they are auto " +
                    "generated and can cause conflicts. Please refer to our documentation. " +
                    $"Requested index: {ShellText.Of(spec.Document)}, existing index: {ShellText.Of(other.Document)}");
            }
            if (sameKey)
            {
                throw new CommandException(ErrorCode.IndexOptionsConflict, $"Index already exists with a different name: {other.Name}");
            }
        }
        return true;
    }
}
