using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Update;

/// <summary>An update statement: a whole new document, or changes to single paths.</summary>
internal sealed class DocumentUpdate
{
    private readonly BsonDocument? _replacement;
    private readonly List<UpdateChange> _changes = [];

    /// <exception cref="CommandException">The statement is malformed, contradicts itself or uses what is not implemented.</exception>
    public DocumentUpdate(BsonDocument update, bool multi)
    {
        if (update.ElementCount == 0 || update.GetElement(0).Name is not ['$', ..])
        {
            _replacement = multi
                ? throw new CommandException(ErrorCode.FailedToParse, "multi update is not supported for replacement-style update")
                : update;
            return;
        }
        foreach (var part in update)
        {
            var fields = part.Value as BsonDocument ?? throw new CommandException(
                ErrorCode.FailedToParse,
                $"Modifiers operate on fields but we found type {ShellText.TypeName(part.Value)} instead. " +
                $"For example: {{$mod: {{<field>: ...}}}} not {{{part.Name}: {ShellText.Of(part.Value)}}}");
            if (fields.ElementCount == 0)
            {
                _ = UpdateChange.Parse(part.Name, new BsonElement("_", 0));
            }
            _changes.AddRange(fields.Select(field => UpdateChange.Parse(part.Name, field)));
        }
        _changes.Sort((a, b) => UpdateOrder.Instance.Compare(a.Path, b.Path));
        RejectConflicts();
    }

    /// <returns>The changed document; the given one is unchanged.</returns>
    public BsonDocument Apply(BsonDocument document)
    {
        var changed = _replacement is null ? Change(document, inserting: false) : Replace(document["_id"]);
        RequireId(changed, document["_id"]);
        return changed;
    }

    /// <returns>The document to insert when nothing matched the query: what the query fixes, with the update applied.</returns>
    public BsonDocument Upsert(ParsedQuery query)
    {
        var document = DocumentId.First(_replacement is null ? Change(Seed(query), inserting: true) : Replace(query.Id));
        RequireId(document, query.Id ?? document["_id"]);
        return document;
    }

    private BsonDocument Change(BsonDocument document, bool inserting)
    {
        var changed = (BsonDocument)document.DeepClone();
        foreach (var change in _changes.Where(c => inserting || c.Operator != "$setOnInsert"))
        {
            change.Apply(changed);
        }
        return changed;
    }

    private BsonDocument Replace(BsonValue? id)
    {
        var document = (BsonDocument)_replacement!.DeepClone();
        if (id is not null && !document.Contains("_id"))
        {
            document.InsertAt(0, new BsonElement("_id", id));
        }
        return DocumentId.First(document);
    }

    private void RequireId(BsonDocument document, BsonValue id)
    {
        if (!BsonOrder.Instance.Equals(document.GetValue("_id", BsonNull.Value), id))
        {
            throw new CommandException(
                ErrorCode.ImmutableField,
                _replacement is null
                    ? "Performing an update on the path '_id' would modify the immutable field '_id'"
                    : $"After applying the update, the (immutable) field '_id' was found to have been altered to _id: {ShellText.Of(document["_id"])}");
        }
    }

    private static BsonDocument Seed(ParsedQuery query)
    {
        var document = new BsonDocument();
        var seen = new HashSet<string>();
        foreach (var (path, value) in query.Equalities)
        {
            if (!seen.Add(path.Text))
            {
                throw new CommandException(
                    ErrorCode.NotSingleValueField, $"cannot infer query fields to set, path '{path.Text}' is matched twice");
            }
            PathSetter.Set(document, path, value.DeepClone());
        }
        return document;
    }

    private void RejectConflicts()
    {
        for (var i = 1; i < _changes.Count; i++)
        {
            var (earlier, later) = (_changes[i - 1].Path.Text, _changes[i].Path.Text);
            if (later == earlier || later.StartsWith(earlier + ".", StringComparison.Ordinal))
            {
                throw new CommandException(
                    ErrorCode.ConflictingUpdateOperators, $"Updating the path '{later}' would create a conflict at '{earlier}'");
            }
        }
    }
}
