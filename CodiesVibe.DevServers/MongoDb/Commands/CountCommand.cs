using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class CountCommand : ICommand
{
    public string[] Names => ["count"];

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["find"];

    public BsonDocument Run(CommandRequest request)
    {
        var fields = request.Fields;
        var collection = request.Emulator.Store.Collections.GetValueOrDefault(request.Target());
        var filter = fields.Document("query") ?? [];
        var skip = fields.Count("skip") ?? 0;
        // A negative limit is an old way to ask for a single batch.
        var limit = Math.Abs(fields.Number("limit") ?? 0);
        fields.RejectOthers();
        var query = FilterParser.Parse(filter, collection?.TextIndex);
        var matches = (collection?.Find(query, request.Deadline) ?? []).Skip(FindCommand.Clamp(skip));
        return new BsonDocument("n", matches.Take(limit == 0 ? int.MaxValue : FindCommand.Clamp(limit)).Count());
    }
}
