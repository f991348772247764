using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>A command of the server.</summary>
internal interface ICommand
{
    /// <summary>The name, and older spellings of it that drivers still use.</summary>
    string[] Names { get; }

    /// <summary>False for a command that a client may send before it has authenticated.</summary>
    bool RequiresAuthentication => true;

    /// <summary>True for commands that take a <c>writeConcern</c>.</summary>
    bool Writes => false;

    /// <summary>The resource of the actions.</summary>
    ActionScope Scope => ActionScope.Collection;

    /// <summary>The database of the resource, where the command is sent to another one.</summary>
    /// <exception cref="CommandException">It names none.</exception>
    string DatabaseOf(BsonDocument command, string database) => database;

    /// <summary>The actions that the user needs privileges for, by MongoDB's documentation of the command; empty if every user may run it.</summary>
    IEnumerable<string> ActionsOf(BsonDocument command) => [];

    /// <returns>The reply without its <c>ok</c>.</returns>
    /// <exception cref="CommandException">The command failed.</exception>
    BsonDocument Run(CommandRequest request);
}
