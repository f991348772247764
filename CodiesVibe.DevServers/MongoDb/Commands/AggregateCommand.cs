using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Pipelines that filter, sort, limit and count.</summary>
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
        fields.RejectOthers();

        var pipeline = new AggregatePipeline(request.Emulator.Store.Collections.GetValueOrDefault(ns), request.Deadline);
        foreach (var stage in stages)
        {
            pipeline.Append(stage);
        }
        // All computed now, within the deadline of this command.
        var results = pipeline.Results.Select(m => m.Document).ToList();
        return request.Emulator.Cursors.Open(ns, results, batchSize);
    }
}
