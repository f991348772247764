using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Creates an empty collection; options, such as of a capped one, are not implemented.</summary>
internal sealed class CreateCommand : ICommand
{
    public string[] Names => ["create"];

    public bool Writes => true;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["createCollection"];

    public BsonDocument Run(CommandRequest request)
    {
        var ns = request.Target();
        request.Fields.RejectOthers();
        return request.Emulator.Store.Write<BsonDocument>(transaction =>
        {
            if (transaction.Find(ns) is not null)
            {
                throw new CommandException(ErrorCode.NamespaceExists, $"Collection {ns} already exists.");
            }
            transaction.Ensure(ns);
            return [];
        });
    }
}
