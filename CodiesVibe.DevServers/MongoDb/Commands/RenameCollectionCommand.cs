using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Storage;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Renames a collection within its database, in place of another one if it may drop that: both at once, or neither.</summary>
internal sealed class RenameCollectionCommand : ICommand
{
    private const string Admin = "admin";

    public string[] Names => ["renameCollection"];

    public bool Writes => true;

    public ActionScope Scope => ActionScope.Database;

    /// <summary>MongoDB wants the right to drop for the target alone, and takes other rights on both collections in place of these.</summary>
    public IEnumerable<string> ActionsOf(BsonDocument command) =>
        command.GetValue("dropTarget", false).ToBoolean() ? ["renameCollectionSameDB", "dropCollection"] : ["renameCollectionSameDB"];

    public string DatabaseOf(BsonDocument command, string database) => Parse(command["renameCollection"].ToString()!).Database;

    public BsonDocument Run(CommandRequest request)
    {
        var fields = request.Fields;
        var from = Parse(fields.Required("renameCollection", fields.Text));
        var to = Parse(fields.Required("to", fields.Text));
        var dropTarget = fields.Flag("dropTarget");
        fields.RejectOthers();
        if (request.Database != Admin)
        {
            throw new CommandException(ErrorCode.Unauthorized, "renameCollection may only be run against the admin database.");
        }
        if (from.Database != to.Database)
        {
            throw new CommandException(ErrorCode.BadValue, "renames between databases are not implemented by this emulator");
        }
        if (from == to)
        {
            throw new CommandException(ErrorCode.IllegalOperation, "Can't rename a collection to itself");
        }
        return request.Emulator.Store.Write<BsonDocument>(transaction =>
        {
            var source = transaction.Find(from)
                ?? throw new CommandException(ErrorCode.NamespaceNotFound, $"Source collection {from} does not exist");
            if (transaction.Find(to) is { } target)
            {
                if (!dropTarget)
                {
                    throw new CommandException(ErrorCode.NamespaceExists, "target namespace exists");
                }
                transaction.Drop(target);
            }
            transaction.Rename(source, to);
            return [];
        });
    }

    private static Namespace Parse(string name) => name.Split('.', 2) is [var database, var collection]
        ? Namespace.Checked(database, collection)
        : throw new CommandException(ErrorCode.InvalidNamespace, $"Invalid namespace specified '{name}'");
}
