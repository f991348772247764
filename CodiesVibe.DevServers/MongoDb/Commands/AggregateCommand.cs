using CodiesVibe.DevServers.MongoDb.Aggregation;
using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Storage;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Pipelines that filter, sort, limit, compute, group and count.</summary>
internal sealed class AggregateCommand : ICommand
{
    public string[] Names => ["aggregate"];

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["find"];

    public BsonDocument Run(CommandRequest request)
    {
        var fields = request.Fields;
        var ns = request.Target();
        var stages = fields.RequiredDocuments("pipeline").ToList();
        if (fields.Document("cursor") is null)
        {
            throw new CommandException(
                ErrorCode.FailedToParse, "The 'cursor' option is required, except for aggregate with the explain argument");
        }
        var batchSize = CursorOptions.BatchSize(fields);
        var hint = fields.Any("hint");
        fields.RejectOthers();

        var collection = request.Emulator.Store.Collections.GetValueOrDefault(ns);
        RequireIndex(collection, hint);
        var pipeline = new AggregatePipeline(collection, request.Deadline);
        foreach (var stage in stages)
        {
            pipeline.Append(stage);
        }
        // All computed now, within the deadline of this command.
        var results = pipeline.Results.Select(m => m.Document).ToList();
        return request.Emulator.Cursors.Open(ns, results, batchSize);
    }

    /// <summary>A search scans here, so that a hint of an index that exists changes nothing; a collection that does not exist has no plan to be wrong.</summary>
    private static void RequireIndex(CollectionState? collection, BsonValue? hint)
    {
        if (collection is not null && hint is not null && !collection.Indexes.Exists(index => index.Spec.Name == hint || index.Spec.Key == hint))
        {
            throw new CommandException(
                ErrorCode.BadValue,
                "error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index");
        }
    }
}
