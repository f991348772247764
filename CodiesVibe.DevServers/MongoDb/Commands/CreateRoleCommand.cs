using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Creates a role of the database <c>admin</c>, or changes one.</summary>
internal sealed class CreateRoleCommand : ICommand
{
    /// <summary>The actions that commands of this emulator require, as MongoDB spells them.</summary>
    private static readonly HashSet<string> s_actions =
    [
        "find", "insert", "update", "remove", "createCollection", "renameCollectionSameDB", "createIndex", "listIndexes", "listCollections",
        "dropCollection", "dropDatabase", "serverStatus", "createUser", "createRole",
    ];

    public string[] Names => ["createRole", "updateRole"];

    public bool Writes => true;

    public ActionScope Scope => ActionScope.Database;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["createRole"];

    public BsonDocument Run(CommandRequest request)
    {
        var fields = request.Fields;
        var name = fields.Required(request.Name, fields.Text);
        var privileges = new BsonArray(fields.RequiredReaders("privileges").Select(Privilege));
        CreateUserCommand.CheckDatabase(request);
        if (fields.Required("roles", fields.Array).Count > 0)
        {
            throw new CommandException(ErrorCode.BadValue, "roles of roles are not implemented by this emulator");
        }
        fields.RejectOthers();
        if (request.Name == "createRole")
        {
            request.Emulator.Users.CreateRole(name, privileges);
        }
        else
        {
            request.Emulator.Users.UpdateRole(name, privileges);
        }
        return [];
    }

    private static BsonDocument Privilege(FieldReader fields)
    {
        var resource = fields.Required("resource", fields.Document);
        var actions = fields.Required("actions", fields.Array);
        fields.RejectOthers();
        var isCluster = resource.Names.SequenceEqual(["cluster"]) && resource["cluster"] == true;
        var isOfDatabase = resource.Names.Order().SequenceEqual(["collection", "db"]) && resource.Values.All(value => value.IsString);
        return !isCluster && !isOfDatabase
            ? throw new CommandException(ErrorCode.FailedToParse, $"resource must be {{ cluster: true }} or have string fields 'db' and 'collection': {ShellText.Of(resource)}")
            : actions.FirstOrDefault(action => !action.IsString || !s_actions.Contains(action.AsString)) is { } unknown
                ? throw new CommandException(ErrorCode.FailedToParse, $"Unrecognized action privilege strings: {unknown}")
                : new() { { "resource", resource }, { "actions", actions } };
    }
}
