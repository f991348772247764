using CodiesVibe.DevServers.MongoDb.Wire;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Names the version of MongoDB whose behaviour is followed, and that this is not MongoDB.</summary>
internal sealed class BuildInfoCommand : ICommand
{
    public string[] Names => ["buildInfo", "buildinfo"];

    public bool RequiresAuthentication => false;

    public BsonDocument Run(CommandRequest request)
    {
        request.Fields.Any(request.Name);
        request.Fields.RejectOthers();
        return new BsonDocument
        {
            { "version", "7.0.0" },
            { "gitVersion", "CodiesVibe emulator" },
            { "modules", new BsonArray() },
            { "versionArray", new BsonArray { 7, 0, 0, 0 } },
            { "bits", 64 },
            { "debug", false },
            { "maxBsonObjectSize", BsonCodec.MaxDocumentSize },
        };
    }
}
