using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Storage;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>A pipeline under construction.</summary>
internal sealed class AggregatePipeline(CollectionState? collection, Deadline deadline)
{
    private bool _empty = true;

    public IEnumerable<Match> Results { get; private set; } =
        collection?.Find(new ParsedQuery(Filter.Everything, null), deadline) ?? [];

    /// <exception cref="CommandException">The stage is malformed or not implemented.</exception>
    public void Append(BsonDocument stage)
    {
        if (stage.ElementCount != 1)
        {
            throw new CommandException(
                (ErrorCode)40323, "A pipeline stage specification object must contain exactly one field.");
        }
        var (name, argument) = (stage.GetElement(0).Name, stage[0]);
        Results = name switch
        {
            "$match" => Match(Document((ErrorCode)15959, "the match filter must be an expression in an object")),
            "$sort" => Sort(Document((ErrorCode)15973, "the $sort key specification must be an object")),
            "$skip" => Results.Skip(Count(minimum: 0, (ErrorCode)5107200)),
            "$limit" => Results.Take(Count(minimum: 1, argument.IsNumeric ? (ErrorCode)15958 : (ErrorCode)5107201)),
            "$group" => Group(Document((ErrorCode)15947, "a group's fields must be specified in an object")),
            _ => throw new CommandException((ErrorCode)40324, $"Unrecognized pipeline stage name: '{name}'"),
        };
        _empty = false;

        BsonDocument Document(ErrorCode code, string complaint) =>
            argument as BsonDocument ?? throw new CommandException(code, complaint);

        int Count(int minimum, ErrorCode code) =>
            argument.IsNumeric && argument.ToDouble() is var count && count >= minimum && Math.Truncate(count) == count
                ? (int)Math.Min(count, int.MaxValue)
                : throw new CommandException(
                    code,
                    name == "$limit" && argument.IsNumeric
                        ? "the limit must be positive"
                        : $"invalid argument to {name} stage: Expected a non-negative number in: {name}: {ShellText.Of(argument)}");
    }

    private IEnumerable<Match> Match(BsonDocument filter)
    {
        var query = FilterParser.Parse(filter, collection?.TextIndex);
        if (_empty)
        {
            return collection?.Find(query, deadline) ?? [];
        }
        if (query.Text is not null)
        {
            throw new CommandException((ErrorCode)17313, "$match with $text is only allowed as the first pipeline stage");
        }
        return Results.Where(m => query.Filter.Matches(m.Document));
    }

    private IEnumerable<Match> Sort(BsonDocument sort) => sort.ElementCount > 0
        ? SortOrder.Parse(sort).Apply(Results)
        : throw new CommandException((ErrorCode)15976, "$sort stage must have at least one sort key");

    /// <summary>Only the form that counts: a constant <c>_id</c> and one field with <c>{ $sum: 1 }</c>.</summary>
    private IEnumerable<Match> Group(BsonDocument group)
    {
        var id = group.GetValue("_id", null)
            ?? throw new CommandException((ErrorCode)15955, "a group specification must include an _id");
        var sum = group.Where(e => e.Name != "_id").ToList();
        if (id is not (BsonNull or BsonInt32) || sum is not [var field] || field.Value is not BsonDocument { ElementCount: 1 } accumulator)
        {
            throw new CommandException(ErrorCode.BadValue, "this emulator implements $group for counting only: { _id: 1, n: { $sum: 1 } }");
        }
        if (accumulator.GetElement(0) is not { Name: "$sum", Value: BsonInt32 { Value: 1 } })
        {
            throw new CommandException((ErrorCode)15952, $"unknown group operator '{accumulator.GetElement(0).Name}'");
        }
        return Results
            .Select((_, index) => index + 1)
            .TakeLast(1)
            .Select(count => new Match(0, new BsonDocument { { "_id", id }, { field.Name, count } }, null));
    }
}
