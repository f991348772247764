using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Sessions hold nothing here, so there is nothing to end.</summary>
internal sealed class EndSessionsCommand : ICommand
{
    public string[] Names => ["endSessions"];

    public BsonDocument Run(CommandRequest request)
    {
        request.Fields.Required("endSessions", request.Fields.Array);
        request.Fields.RejectOthers();
        return [];
    }
}
