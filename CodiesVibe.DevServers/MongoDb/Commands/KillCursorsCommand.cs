using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class KillCursorsCommand : ICommand
{
    public string[] Names => ["killCursors"];

    public BsonDocument Run(CommandRequest request)
    {
        request.Target();
        var ids = request.Fields.Required("cursors", request.Fields.Array);
        request.Fields.RejectOthers();
        var byOutcome = ids.OfType<BsonInt64>().ToLookup(id => request.Emulator.Cursors.Close(id.Value));
        return new BsonDocument
        {
            { "cursorsKilled", new BsonArray(byOutcome[true]) },
            { "cursorsNotFound", new BsonArray(byOutcome[false]) },
            { "cursorsAlive", new BsonArray() },
            { "cursorsUnknown", new BsonArray() },
        };
    }
}
