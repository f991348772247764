using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class FindCommand : ICommand
{
    public string[] Names => ["find"];

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["find"];

    public BsonDocument Run(CommandRequest request)
    {
        var fields = request.Fields;
        var ns = request.Target();
        var collection = request.Emulator.Store.Collections.GetValueOrDefault(ns);
        var filter = fields.Document("filter") ?? [];
        var sort = SortOrder.Parse(fields.Document("sort") ?? []);
        var projection = Projection.Parse(fields.Document("projection") ?? []);
        var skip = fields.Count("skip") ?? 0;
        var limit = fields.Count("limit") is > 0 and long given ? given : int.MaxValue;
        var batchSize = fields.Count("batchSize");
        var single = fields.Flag("singleBatch");
        fields.RejectOthers();

        var query = FilterParser.Parse(filter, collection?.TextIndex);
        var matches = sort.Apply(collection?.Find(query, request.Deadline) ?? []);
        // All documents are found now, within the deadline of this command; later batches only project them.
        var page = matches.Skip(Clamp(skip)).Take(Clamp(limit)).ToList();
        return request.Emulator.Cursors.Open(ns, page.Select(projection.Apply), batchSize, single);
    }

    public static int Clamp(long count) => (int)Math.Min(count, int.MaxValue);
}
