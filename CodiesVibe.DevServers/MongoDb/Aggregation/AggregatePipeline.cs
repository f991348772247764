using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using CodiesVibe.DevServers.MongoDb.Storage;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Aggregation;

/// <summary>A pipeline under construction: over a collection, or inside of a <c>$facet</c> over what comes before it.</summary>
internal sealed class AggregatePipeline
{
    private readonly CollectionState? _collection;
    private readonly Deadline? _deadline;
    private readonly bool _nested;
    private bool _empty = true;

    public AggregatePipeline(CollectionState? collection, Deadline deadline)
    {
        (_collection, _deadline) = (collection, deadline);
        Results = Find(new ParsedQuery(Filter.Everything, null));
    }

    private AggregatePipeline(IEnumerable<Match> input) => (_nested, Results) = (true, input);

    public IEnumerable<Match> Results { get; private set; }

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
            "$set" => new AddedFields(Document((ErrorCode)40272, "$set specification stage must be an object")).Apply(Results),
            "$project" => Project(Document((ErrorCode)15969, "$project specification must be an object")),
            "$unwind" => new Unwinding(argument).Apply(Results),
            "$group" => new Grouping(Document((ErrorCode)15947, "a group's fields must be specified in an object")).Apply(Results),
            "$facet" when _nested => throw new CommandException((ErrorCode)40600, "$facet is not allowed to be used within a $facet stage"),
            "$facet" => Facet(argument),
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

    private IEnumerable<Match> Find(ParsedQuery query) => _collection?.Find(query, _deadline!) ?? [];

    private IEnumerable<Match> Match(BsonDocument filter)
    {
        var query = FilterParser.Parse(filter, _collection?.TextIndex);
        if (_empty && !_nested)
        {
            return Find(query);
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

    private IEnumerable<Match> Project(BsonDocument fields)
    {
        var projection = fields.ElementCount > 0
            ? Projection.Parse(fields)
            : throw new CommandException((ErrorCode)51272, "Invalid $project :: caused by :: projection specification must have at least one field");
        return Results.Select(m => m with { Document = projection.Apply(m) });
    }

    /// <summary>One document, with the results of each pipeline over the same input.</summary>
    private IEnumerable<Match> Facet(BsonValue argument)
    {
        var facets = argument is BsonDocument { ElementCount: > 0 } document
            ? document
            : throw new CommandException((ErrorCode)40169, "the $facet specification must be a non-empty object");
        var before = Results;
        var input = new Lazy<List<Match>>(() => [.. before]);
        var pipelines = facets.Select(facet => (facet.Name, Pipeline: Inner(facet))).ToList();
        return Once(() => new BsonDocument(pipelines.Select(p => new BsonElement(p.Name, new BsonArray(p.Pipeline.Results.Select(m => m.Document))))));

        AggregatePipeline Inner(BsonElement facet)
        {
            var stages = facet.Value as BsonArray ?? throw new CommandException(
                (ErrorCode)40170, $"arguments to $facet must be arrays, {facet.Name} is type {ShellText.TypeName(facet.Value)}");
            var pipeline = new AggregatePipeline(Once(() => input.Value).SelectMany(all => all));
            foreach (var stage in stages)
            {
                pipeline.Append(stage as BsonDocument ?? throw new CommandException(
                    (ErrorCode)40171, "elements of arrays in $facet spec must be non-empty objects"));
            }
            return pipeline;
        }
    }

    private static IEnumerable<Match> Once(Func<BsonDocument> document) => Once<BsonDocument>(document).Select(d => new Match(0, d, null));

    /// <summary>Made when the results are read, not before.</summary>
    private static IEnumerable<T> Once<T>(Func<T> make)
    {
        yield return make();
    }
}
