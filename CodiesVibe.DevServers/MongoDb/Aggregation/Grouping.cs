using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Aggregation;

/// <summary>The stage <c>$group</c>: a document for each value of <c>_id</c>, with sums over those that have it.</summary>
internal sealed class Grouping
{
    private readonly Expression _id;
    private readonly List<(string Name, Expression Sum)> _fields;

    /// <exception cref="CommandException">The stage is malformed or not implemented.</exception>
    public Grouping(BsonDocument spec)
    {
        _id = ExpressionParser.Parse(spec.GetValue("_id", null)
            ?? throw new CommandException((ErrorCode)15955, "a group specification must include an _id"));
        _fields = [.. spec.Where(e => e.Name != "_id").Select(e => (e.Name, Summand(e)))];
    }

    public IEnumerable<Match> Apply(IEnumerable<Match> input) => input
        .GroupBy(match => _id(match.Document) ?? BsonNull.Value, match => match.Document, BsonOrder.Instance)
        .Select(group => new Match(0, Summary(group.Key, group), null));

    private BsonDocument Summary(BsonValue id, IEnumerable<BsonDocument> documents) => new BsonDocument("_id", id).AddRange(_fields.Select(
        field => new BsonElement(field.Name, Arithmetic.Sum([.. documents.Select(d => field.Sum(d)).OfType<BsonValue>().Where(v => v.IsNumeric)]))));

    private static Expression Summand(BsonElement field)
    {
        if (field.Name.Contains('.', StringComparison.Ordinal))
        {
            throw new CommandException((ErrorCode)40235, $"The field name '{field.Name}' cannot contain '.'");
        }
        var accumulator = field.Value as BsonDocument
            ?? throw new CommandException((ErrorCode)40234, $"The field '{field.Name}' must be an accumulator object");
        if (accumulator.ElementCount != 1)
        {
            throw new CommandException((ErrorCode)40238, $"The field '{field.Name}' must specify one accumulator");
        }
        return accumulator.GetElement(0) switch
        {
            { Name: "$sum", Value: BsonArray } => throw new CommandException((ErrorCode)40237, "The $sum accumulator is a unary operator"),
            { Name: "$sum", Value: var summand } => ExpressionParser.Parse(summand),
            var other => throw new CommandException((ErrorCode)15952, $"unknown group operator '{other.Name}'"),
        };
    }
}
