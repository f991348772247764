using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Aggregation;

/// <summary>The stage <c>$set</c>: computed fields, each of the document as it came in.</summary>
internal sealed class AddedFields
{
    private readonly List<(string Name, Expression Value)> _fields;

    /// <exception cref="CommandException">The stage is malformed or not implemented.</exception>
    public AddedFields(BsonDocument spec)
    {
        if (spec.ElementCount == 0)
        {
            throw new CommandException((ErrorCode)40177, "Invalid $set :: caused by :: specification must have at least one field");
        }
        if (spec.Names.FirstOrDefault(name => name.Contains('.', StringComparison.Ordinal) || name is "" or ['$', ..]) is { } path)
        {
            throw new CommandException(ErrorCode.BadValue, $"this emulator implements $set for fields at the top only: {path}");
        }
        _fields = [.. spec.Select(e => (e.Name, ExpressionParser.Parse(e.Value)))];
    }

    public IEnumerable<Match> Apply(IEnumerable<Match> input) => input.Select(match => match with { Document = Apply(match.Document) });

    private BsonDocument Apply(BsonDocument document)
    {
        var result = (BsonDocument)document.Clone();
        foreach (var (name, expression) in _fields)
        {
            if (expression(document) is { } value)
            {
                result[name] = value;
            }
            else
            {
                result.Remove(name);
            }
        }
        return result;
    }
}
