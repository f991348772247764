using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using CodiesVibe.DevServers.MongoDb.Storage;
using CodiesVibe.DevServers.MongoDb.Update;
using CodiesVibe.DevServers.MongoDb.Wire;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

internal sealed class UpdateCommand : ICommand
{
    public string[] Names => ["update"];

    public bool Writes => true;

    public IEnumerable<string> ActionsOf(BsonDocument command) => command.GetValue("updates", null) is BsonArray updates && updates.OfType<BsonDocument>().Any(update => update.GetValue("upsert", false) == true)
        ? ["update", "insert"]
        : ["update"];

    public BsonDocument Run(CommandRequest request)
    {
        var ns = request.Target();
        var statements = WriteStatements.Checked(request.Fields.RequiredReaders("updates").Select(Statement.Read));
        var ordered = request.Fields.Flag("ordered", otherwise: true);
        request.Fields.RejectOthers();
        return request.Emulator.Store.Write(transaction =>
        {
            var run = new UpdateRun(transaction, ns, request.Deadline);
            var errors = WriteStatements.Run(statements, ordered, run.Apply);
            return run.Reply().WithErrors(errors);
        });
    }

    private sealed record Statement(BsonDocument Query, BsonDocument Update, bool Multi, bool Upsert)
    {
        public static Statement Read(FieldReader fields)
        {
            var query = fields.Required("q", fields.Document);
            var update = fields.Required("u", fields.Any) as BsonDocument ?? throw new CommandException(
                ErrorCode.FailedToParse, "Update argument must be an object; pipelines are not implemented by this emulator");
            var statement = new Statement(query, update, fields.Flag("multi"), fields.Flag("upsert"));
            fields.RejectOthers();
            return statement;
        }
    }

    private sealed class UpdateRun(WriteTransaction transaction, Namespace ns, Deadline deadline)
    {
        private readonly BsonArray _upserted = [];
        private int _matched;
        private int _modified;

        public void Apply(int index, Statement statement)
        {
            var update = new DocumentUpdate(statement.Update, statement.Multi);
            var collection = transaction.Find(ns);
            var query = FilterParser.Parse(statement.Query, collection?.TextIndex);
            var matches = (collection?.Find(query, deadline) ?? []).Take(statement.Multi ? int.MaxValue : 1).ToList();
            foreach (var match in matches)
            {
                Change(match, update);
            }
            if (matches.Count == 0 && statement.Upsert)
            {
                var document = update.Upsert(query);
                transaction.Insert(ns, document);
                _upserted.Add(new BsonDocument { { "index", index }, { "_id", document["_id"] } });
            }
        }

        public BsonDocument Reply()
        {
            var reply = new BsonDocument { { "n", _matched + _upserted.Count }, { "nModified", _modified } };
            return _upserted.Count == 0 ? reply : reply.Add("upserted", _upserted);
        }

        private void Change(Match match, DocumentUpdate update)
        {
            var changed = update.Apply(match.Document);
            if (!BsonCodec.Encode(changed).AsSpan().SequenceEqual(BsonCodec.Encode(match.Document)))
            {
                transaction.Replace(ns, match.Position, changed);
                _modified++;
            }
            _matched++;
        }
    }
}
