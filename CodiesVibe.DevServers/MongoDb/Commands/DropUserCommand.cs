using CodiesVibe.DevServers.MongoDb.Auth;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Removes a user of the database <c>admin</c>. A connection that it has opened may do nothing any more.</summary>
internal sealed class DropUserCommand : ICommand
{
    public string[] Names => ["dropUser"];

    public bool Writes => true;

    public ActionScope Scope => ActionScope.Database;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["dropUser"];

    public BsonDocument Run(CommandRequest request)
    {
        var name = request.Fields.Required(request.Name, request.Fields.Text);
        CreateUserCommand.CheckDatabase(request);
        request.Fields.RejectOthers();
        request.Emulator.Users.DropUser(name);
        return [];
    }
}
