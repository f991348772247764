using CodiesVibe.DevServers.MongoDb.Update;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class InsertCommand : ICommand
{
    public string[] Names => ["insert"];

    public bool Writes => true;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["insert"];

    public BsonDocument Run(CommandRequest request)
    {
        var fields = request.Fields;
        var ns = request.Target();
        var documents = WriteStatements.Checked(fields.RequiredDocuments("documents"));
        var ordered = fields.Flag("ordered", otherwise: true);
        fields.RejectOthers();
        return request.Emulator.Store.Write(transaction =>
        {
            var inserted = 0;
            var errors = WriteStatements.Run(documents, ordered, (_, document) =>
            {
                request.Deadline.Check();
                transaction.Insert(ns, DocumentId.First(document));
                inserted++;
            });
            return new BsonDocument("n", inserted).WithErrors(errors);
        });
    }
}
