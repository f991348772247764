using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>A command of the server.</summary>
internal interface ICommand
{
    /// <summary>The name, and older spellings of it that drivers still use.</summary>
    string[] Names { get; }

    /// <summary>False for what a client may ask before it has authenticated.</summary>
    bool RequiresAuthentication => true;

    /// <summary>True for commands that take a <c>writeConcern</c>.</summary>
    bool Writes => false;

    /// <summary>What the actions are done to.</summary>
    ActionScope Scope => ActionScope.Collection;

    /// <summary>The actions that a user must be allowed to do, by MongoDB's documentation of the command; none for what each user may do.</summary>
    IEnumerable<string> ActionsOf(BsonDocument command) => [];

    /// <returns>The reply without its <c>ok</c>.</returns>
    /// <exception cref="CommandException">The command failed.</exception>
    BsonDocument Run(CommandRequest request);
}
