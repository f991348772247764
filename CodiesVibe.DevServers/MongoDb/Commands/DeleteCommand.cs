using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class DeleteCommand : ICommand
{
    public string[] Names => ["delete"];

    public bool Writes => true;

    public IEnumerable<string> ActionsOf(BsonDocument command) => ["remove"];

    public BsonDocument Run(CommandRequest request)
    {
        var ns = request.Target();
        var statements = WriteStatements.Checked(request.Fields.RequiredReaders("deletes").Select(Statement.Read));
        var ordered = request.Fields.Flag("ordered", otherwise: true);
        request.Fields.RejectOthers();
        return request.Emulator.Store.Write(transaction =>
        {
            var deleted = 0;
            var errors = WriteStatements.Run(statements, ordered, (_, statement) =>
            {
                var collection = transaction.Find(ns);
                var query = FilterParser.Parse(statement.Query, collection?.TextIndex);
                var matches = (collection?.Find(query, request.Deadline) ?? []).Take(statement.OnlyFirst ? 1 : int.MaxValue);
                foreach (var match in matches.ToList())
                {
                    transaction.Remove(ns, match.Position);
                    deleted++;
                }
            });
            return new BsonDocument("n", deleted).WithErrors(errors);
        });
    }

    private sealed record Statement(BsonDocument Query, bool OnlyFirst)
    {
        public static Statement Read(FieldReader fields)
        {
            var query = fields.Required("q", fields.Document);
            var limit = fields.Required("limit", fields.Any);
            fields.RejectOthers();
            return limit.IsNumeric && limit.ToDouble() is 0 or 1
                ? new Statement(query, limit.ToDouble() is 1)
                : throw new CommandException(
                    ErrorCode.FailedToParse, $"The limit field in delete objects must be 0 or 1. Got {ShellText.Of(limit)}");
        }
    }
}
