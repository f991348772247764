using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class PingCommand : ICommand
{
    public string[] Names => ["ping"];

    public bool RequiresAuthentication => false;

    public BsonDocument Run(CommandRequest request)
    {
        request.Fields.Any("ping");
        request.Fields.RejectOthers();
        return [];
    }
}
