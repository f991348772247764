using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>Reads the condition of a filter on one field: a value, a pattern, or a document of operators.</summary>
internal static class FieldFilterParser
{
    public static Filter Parse(FieldPath path, BsonValue value) => value switch
    {
        BsonRegularExpression regex => new AtPath(path, RegexTest.Of(regex)),
        BsonDocument operators when IsOperators(operators) => ParseOperators(path, operators),
        _ => Equal(path, value),
    };

    private static bool IsOperators(BsonDocument document) =>
        document.ElementCount > 0 && document.GetElement(0).Name is ['$', ..] and not ("$ref" or "$id" or "$db");

    private static Filter ParseOperators(FieldPath path, BsonDocument operators)
    {
        var parts = operators
            .Where(e => e.Name != "$options" || !operators.Contains("$regex"))
            .Select(e => ParseOperator(path, e, operators))
            .ToList();
        return parts is [var only] ? only : new AllOf(parts);
    }

    private static Filter ParseOperator(FieldPath path, BsonElement element, BsonDocument siblings) => element.Name switch
    {
        "$eq" => Equal(path, element.Value),
        "$ne" when element.Value is BsonRegularExpression => throw Bad("Can't have regex as arg to $ne."),
        "$ne" => new Not(Equal(path, element.Value)),
        "$gt" => new AtPath(path, ValueTest.GreaterThan(Bound(path, element.Value))),
        "$gte" => new AtPath(path, ValueTest.AtLeast(Bound(path, element.Value))),
        "$lt" => new AtPath(path, ValueTest.LessThan(Bound(path, element.Value))),
        "$lte" => new AtPath(path, ValueTest.AtMost(Bound(path, element.Value))),
        "$in" => In(path, element),
        "$nin" => new Not(In(path, element)),
        "$all" => All(path, element),
        "$exists" when IsTrue(element.Value) => new AtPath(path, ValueTest.Exists),
        "$exists" => new Not(new AtPath(path, ValueTest.Exists)),
        "$regex" => new AtPath(path, RegexTest.Of(Regex(element.Value, siblings.GetValue("$options", null)))),
        "$options" => throw Bad("$options needs a $regex"),
        "$not" => new Not(Negated(path, element.Value)),
        _ => throw Bad($"unknown operator: {element.Name}"),
    };

    private static AtPath Equal(FieldPath path, BsonValue value) => new(path, ValueTest.EqualTo(value), value);

    private static BsonValue Bound(FieldPath path, BsonValue value) => value is BsonRegularExpression
        ? throw Bad($"Can't have RegEx as arg to predicate over field '{path.Text}'.")
        : value;

    private static AtPath In(FieldPath path, BsonElement element)
    {
        var values = List(element);
        var tests = values.Select(v => v switch
        {
            BsonRegularExpression regex => RegexTest.Of(regex),
            BsonDocument document when IsOperators(document) => throw Bad($"cannot nest $ under {element.Name}"),
            _ => ValueTest.EqualTo(v),
        }).ToList();
        var single = element.Name == "$in" && values is [not BsonRegularExpression] ? values[0] : null;
        return new AtPath(path, value => tests.Exists(test => test(value)), single);
    }

    private static Filter All(FieldPath path, BsonElement element)
    {
        var values = List(element);
        return values.Count == 0
            ? new AnyOf([])
            : new AllOf([.. values.Select(v => v is BsonDocument document && IsOperators(document)
                ? throw Bad("no $ expressions in $all")
                : Parse(path, v))]);
    }

    private static BsonArray List(BsonElement element) =>
        element.Value as BsonArray ?? throw Bad($"{element.Name} needs an array");

    private static Filter Negated(FieldPath path, BsonValue value) => value switch
    {
        BsonRegularExpression => Parse(path, value),
        BsonDocument { ElementCount: 0 } => throw Bad("$not cannot be empty"),
        BsonDocument operators => ParseOperators(path, operators),
        _ => throw Bad("$not needs a regex or a document"),
    };

    private static BsonRegularExpression Regex(BsonValue pattern, BsonValue? options) => (pattern, options) switch
    {
        (_, not (null or BsonString)) => throw Bad("$options has to be a string"),
        (BsonRegularExpression { Options: not "" }, BsonString) =>
            throw new CommandException((ErrorCode)51075, "options set in both $regex and $options"),
        (BsonRegularExpression regex, _) => new BsonRegularExpression(regex.Pattern, options?.AsString ?? regex.Options),
        (BsonString text, _) => new BsonRegularExpression(text.Value, options?.AsString ?? ""),
        _ => throw Bad("$regex has to be a string"),
    };

    /// <summary>Everything but false, null, undefined and zero is true.</summary>
    private static bool IsTrue(BsonValue value) => value switch
    {
        BsonBoolean flag => flag.Value,
        BsonNull or BsonUndefined => false,
        { IsNumeric: true } => !BsonOrder.Instance.Equals(value, BsonInt32.Create(0)),
        _ => true,
    };

    private static CommandException Bad(string message) => new(ErrorCode.BadValue, message);
}
