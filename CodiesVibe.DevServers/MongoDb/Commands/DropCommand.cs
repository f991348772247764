using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Drops a collection. As in MongoDB 7.0, dropping one that does not exist succeeds.</summary>
internal sealed class DropCommand : ICommand
{
    public string[] Names => ["drop"];

    public bool Writes => true;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["dropCollection"];

    public BsonDocument Run(CommandRequest request)
    {
        var ns = request.Target();
        request.Fields.RejectOthers();
        return request.Emulator.Store.Write(transaction =>
        {
            if (transaction.Find(ns) is not { } collection)
            {
                return [];
            }
            transaction.Drop(collection);
            return new BsonDocument { { "nIndexesWas", collection.Indexes.Count }, { "ns", ns.ToString() } };
        });
    }
}
