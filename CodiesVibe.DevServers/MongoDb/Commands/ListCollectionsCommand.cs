using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Query;
using CodiesVibe.DevServers.MongoDb.Storage;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class ListCollectionsCommand : ICommand
{
    public string[] Names => ["listCollections"];

    public ActionScope Scope => ActionScope.Database;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["listCollections"];

    public BsonDocument Run(CommandRequest request)
    {
        var fields = request.Fields;
        fields.Any("listCollections");
        var filter = FilterParser.Parse(fields.Document("filter") ?? [], textIndex: null).Filter;
        var nameOnly = fields.Flag("nameOnly");
        fields.Flag("authorizedCollections");
        var batchSize = CursorOptions.BatchSize(fields);
        fields.RejectOthers();
        var collections = request.Emulator.Store.Collections.Values
            .Where(c => c.Namespace.Database == request.Database)
            .OrderBy(c => c.Id)
            .Select(c => Describe(c, nameOnly))
            .Where(filter.Matches);
        return request.Emulator.Cursors.Open(new Namespace(request.Database, "$cmd.listCollections"), collections, batchSize);
    }

    private static BsonDocument Describe(CollectionState collection, bool nameOnly)
    {
        var description = new BsonDocument { { "name", collection.Namespace.Collection }, { "type", "collection" } };
        return nameOnly
            ? description
            : description.AddRange(new BsonDocument
            {
                { "options", new BsonDocument() },
                {
                    "info", new BsonDocument
                    {
                        { "readOnly", false },
                        { "uuid", new BsonBinaryData(collection.Uuid, GuidRepresentation.Standard) },
                    }
                },
                { "idIndex", IndexSpec.Id.Document },
            });
    }
}
