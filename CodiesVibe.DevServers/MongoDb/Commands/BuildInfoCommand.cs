using CodiesVibe.DevServers.MongoDb.Wire;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Reports the version of MongoDB that is emulated, and that this is an emulator.</summary>
internal sealed class BuildInfoCommand : ICommand
{
    public const string Version = "7.0.0";

    public string[] Names => ["buildInfo", "buildinfo"];

    public bool RequiresAuthentication => false;

    public BsonDocument Run(CommandRequest request)
    {
        request.Fields.Any(request.Name);
        request.Fields.RejectOthers();
        return new BsonDocument
        {
            { "version", Version },
            { "gitVersion", "CodiesVibe emulator" },
            { "modules", new BsonArray() },
            { "versionArray", new BsonArray { 7, 0, 0, 0 } },
            { "bits", 64 },
            { "debug", false },
            { "maxBsonObjectSize", BsonCodec.MaxDocumentSize },
        };
    }
}
