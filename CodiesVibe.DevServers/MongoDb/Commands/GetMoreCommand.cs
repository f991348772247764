using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Storage;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class GetMoreCommand : ICommand
{
    public string[] Names => ["getMore"];

    public BsonDocument Run(CommandRequest request)
    {
        var fields = request.Fields;
        var id = fields.Any("getMore") is BsonInt64 number
            ? number.Value
            : throw new CommandException(ErrorCode.TypeMismatch, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
        var ns = new Namespace(request.Database, fields.Required("collection", fields.Text));
        var batchSize = fields.Count("batchSize");
        fields.RejectOthers();
        return request.Emulator.Cursors.Next(id, ns, batchSize);
    }
}
