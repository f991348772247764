using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Aggregation;

/// <summary>Reads an expression: a path that begins with <c>$</c>, an operator, an array of expressions, or a constant.</summary>
internal static class ExpressionParser
{
    /// <exception cref="CommandException">The expression is malformed or not implemented.</exception>
    public static Expression Parse(BsonValue value) => value switch
    {
        BsonString { Value: "$" } => throw new CommandException((ErrorCode)16872, "'$' by itself is not a valid FieldPath"),
        BsonString { Value: ['$', '$', ..] } variable => throw NotImplemented(variable),
        BsonString { Value: ['$', .. var path] } => AtPath(path.Split('.')),
        BsonArray array => Array([.. array.Select(Parse)]),
        BsonDocument { ElementCount: 0 } => _ => value,
        BsonDocument document => ParseOperator(document),
        _ => _ => value,
    };

    private static Expression ParseOperator(BsonDocument document)
    {
        var (name, argument) = (document.GetElement(0).Name, document[0]);
        if (name is not ['$', ..])
        {
            throw NotImplemented(document);
        }
        if (document.ElementCount > 1)
        {
            throw new CommandException((ErrorCode)15983, $"an object representing an expression must have exactly one field: {ShellText.Of(document)}");
        }
        if (name == "$literal")
        {
            return _ => argument;
        }
        IReadOnlyList<Expression> operands = argument is BsonArray list ? [.. list.Select(Parse)] : [Parse(argument)];
        return name switch
        {
            "$add" => Numbers(operands, Arithmetic.Sum, "$add only supports numeric or date types"),
            "$multiply" => Numbers(operands, Arithmetic.Product, "$multiply only supports numeric types"),
            "$setIntersection" => SetIntersection(operands),
            "$size" => operands is [var only]
                ? Size(only)
                : throw new CommandException((ErrorCode)16020, $"Expression $size takes exactly 1 arguments. {operands.Count} were passed in."),
            _ => throw new CommandException(ErrorCode.InvalidPipelineOperator, $"Unrecognized expression '{name}'"),
        };
    }

    /// <summary>Arrays on the way are entered: the result is what their documents have there. Positions mean nothing here, other than in filters.</summary>
    private static Expression AtPath(string[] parts)
    {
        return document => Read(document, 0);

        BsonValue? Read(BsonDocument document, int depth)
        {
            var value = document.GetValue(parts[depth], null);
            return depth == parts.Length - 1 ? value : value switch
            {
                BsonDocument inner => Read(inner, depth + 1),
                BsonArray array => new BsonArray(array.OfType<BsonDocument>().Select(inner => Read(inner, depth + 1)).OfType<BsonValue>()),
                _ => null,
            };
        }
    }

    private static Expression Array(IReadOnlyList<Expression> elements) =>
        document => new BsonArray(elements.Select(element => element(document) ?? BsonNull.Value));

    private static Expression Numbers(IReadOnlyList<Expression> operands, Func<IReadOnlyCollection<BsonValue>, BsonValue> compute, string complaint) => document =>
    {
        var values = operands.Select(operand => operand(document)).ToList();
        if (values.Find(value => !IsNullish(value) && !value!.IsNumeric) is { } wrong)
        {
            throw new CommandException(ErrorCode.TypeMismatch, $"{complaint}, not {ShellText.TypeName(wrong)}");
        }
        return values.Exists(IsNullish) ? BsonNull.Value : compute(values!);
    };

    private static Expression SetIntersection(IReadOnlyList<Expression> operands) => document =>
    {
        HashSet<BsonValue>? common = null;
        foreach (var value in operands.Select(operand => operand(document)))
        {
            if (IsNullish(value))
            {
                return BsonNull.Value;
            }
            var array = value as BsonArray ?? throw new CommandException(
                (ErrorCode)17047, $"All operands of $setIntersection must be arrays. One argument is of type: {ShellText.TypeName(value!)}");
            if (common is null)
            {
                common = new HashSet<BsonValue>(array, BsonOrder.Instance);
            }
            else
            {
                common.IntersectWith(array);
            }
        }
        return new BsonArray(common ?? []);
    };

    private static Expression Size(Expression operand) => document => operand(document) is BsonArray array
        ? new BsonInt32(array.Count)
        : throw new CommandException(
            (ErrorCode)17124,
            $"The argument to $size must be an array, but was of type: {(operand(document) is { } value ? ShellText.TypeName(value) : "missing")}");

    private static bool IsNullish(BsonValue? value) => value is null or BsonNull or BsonUndefined;

    private static CommandException NotImplemented(BsonValue value) =>
        new(ErrorCode.BadValue, $"this expression is not implemented by this emulator: {ShellText.Of(value)}");
}
