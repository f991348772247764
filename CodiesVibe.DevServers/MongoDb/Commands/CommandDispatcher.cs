using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Finds the command that a document names, checks what all commands have in common, and runs it.</summary>
internal sealed class CommandDispatcher(Emulator emulator)
{
    private static readonly Dictionary<string, ICommand> s_commands = new ICommand[]
    {
        new HelloCommand(),
        new SaslStartCommand(),
        new SaslContinueCommand(),
        new PingCommand(),
        new BuildInfoCommand(),
        new ServerStatusCommand(),
        new EndSessionsCommand(),
        new FindCommand(),
        new AggregateCommand(),
        new CountCommand(),
        new GetMoreCommand(),
        new KillCursorsCommand(),
        new InsertCommand(),
        new UpdateCommand(),
        new DeleteCommand(),
        new CreateCommand(),
        new RenameCollectionCommand(),
        new CreateIndexesCommand(),
        new ListIndexesCommand(),
        new ListCollectionsCommand(),
        new DropCommand(),
        new DropDatabaseCommand(),
        new CreateUserCommand(),
        new DropUserCommand(),
        new CreateRoleCommand(),
    }.SelectMany(c => c.Names.Select(name => (name, c))).ToDictionary(p => p.name, p => p.c);

    /// <summary>True for the commands with which a connection begins; drivers may send them in the old message format.</summary>
    public static bool BelongsToHandshake(string name) => s_commands.GetValueOrDefault(name) is { RequiresAuthentication: false };

    /// <exception cref="CommandException">The command failed or does not exist.</exception>
    public BsonDocument Run(ClientSession session, BsonDocument body)
    {
        var name = body.ElementCount > 0 ? body.GetElement(0).Name : "";
        if (!s_commands.TryGetValue(name, out var command))
        {
            throw new CommandException(ErrorCode.CommandNotFound, $"no such command: '{name}'");
        }
        if (command.RequiresAuthentication && emulator.Users.MustLogIn && session.User is null)
        {
            throw new CommandException(ErrorCode.Unauthorized, $"Command {name} requires authentication");
        }
        emulator.Activity.Count(name, body);
        var fields = new FieldReader(name, body);
        var database = fields.Text("$db")
            ?? throw new CommandException((ErrorCode)40571, "OP_MSG requests require a $db argument");
        Storage.Namespace.CheckDatabase(database);
        if (session.User is { } user)
        {
            Authorize(user, command, name, command.DatabaseOf(body, database), body);
        }
        GenericFields.Check(fields, command.Writes);
        var deadline = new Deadline(emulator.Time, fields.Count("maxTimeMS") ?? 0);
        return command.Run(new CommandRequest(emulator, session, name, database, fields, deadline)).Add("ok", 1.0);
    }

    /// <exception cref="CommandException">Unauthorized: no role of the user allows it.</exception>
    private void Authorize(string user, ICommand command, string name, string database, BsonDocument body)
    {
        var collection = command.Scope == ActionScope.Collection && body[name] is BsonString target ? target.Value : "";
        if (!command.ActionsOf(body).All(action => emulator.Users.Allows(user, action, command.Scope, database, collection)))
        {
            throw new CommandException(ErrorCode.Unauthorized, $"not authorized on {database} to execute command {{ {name}: {ShellText.Of(body[name])} }}");
        }
    }
}
