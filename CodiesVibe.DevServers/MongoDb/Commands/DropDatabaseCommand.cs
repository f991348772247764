using CodiesVibe.DevServers.MongoDb.Auth;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class DropDatabaseCommand : ICommand
{
    public string[] Names => ["dropDatabase"];

    public bool Writes => true;

    public ActionScope Scope => ActionScope.Database;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["dropDatabase"];

    public BsonDocument Run(CommandRequest request)
    {
        request.Fields.Any("dropDatabase");
        request.Fields.RejectOthers();
        return request.Emulator.Store.Write(transaction =>
        {
            var collections = transaction.Collections.Values.Where(c => c.Namespace.Database == request.Database).ToList();
            collections.ForEach(transaction.Drop);
            return collections.Count == 0 ? [] : new BsonDocument("dropped", request.Database);
        });
    }
}
