using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class ListIndexesCommand : ICommand
{
    public string[] Names => ["listIndexes"];

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["listIndexes"];

    public BsonDocument Run(CommandRequest request)
    {
        var ns = request.Target();
        var batchSize = CursorOptions.BatchSize(request.Fields);
        request.Fields.RejectOthers();
        return request.Emulator.Store.Collections.TryGetValue(ns, out var collection)
            ? request.Emulator.Cursors.Open(ns, collection.Indexes.Select(i => i.Spec.Document), batchSize)
            : throw new CommandException(ErrorCode.NamespaceNotFound, $"ns does not exist: {ns}");
    }
}
