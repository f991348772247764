using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Creates a user of the database <c>admin</c>, or changes one.</summary>
internal sealed class CreateUserCommand : ICommand
{
    public string[] Names => ["createUser", "updateUser"];

    public bool Writes => true;

    public ActionScope Scope => ActionScope.Database;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["createUser"];

    public BsonDocument Run(CommandRequest request)
    {
        var fields = request.Fields;
        var name = fields.Required(request.Name, fields.Text);
        var password = fields.Text("pwd");
        var roles = fields.Array("roles");
        CheckDatabase(request);
        if (fields.Array("mechanisms") is not [BsonString { Value: ScramCredentials.Mechanism }])
        {
            throw new CommandException(ErrorCode.BadValue, $"only the mechanism {ScramCredentials.Mechanism} is implemented by this emulator: name it");
        }
        fields.RejectOthers();
        if (request.Name == "createUser")
        {
            request.Emulator.Users.CreateUser(name, fields.Required("pwd", _ => password), fields.Required("roles", _ => roles));
        }
        else
        {
            request.Emulator.Users.UpdateUser(name, password, roles);
        }
        return [];
    }

    public static void CheckDatabase(CommandRequest request)
    {
        if (request.Database != SaslStartCommand.Database)
        {
            throw new CommandException(ErrorCode.BadValue, $"{request.Name} on another database than {SaslStartCommand.Database} is not implemented by this emulator");
        }
    }
}
