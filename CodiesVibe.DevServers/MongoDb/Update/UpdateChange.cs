using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Update;

/// <summary>What one operator does to one path.</summary>
internal sealed record UpdateChange(string Operator, FieldPath Path, BsonValue Argument)
{
    /// <exception cref="CommandException">The operator is unknown, or the path or argument is not allowed.</exception>
    public static UpdateChange Parse(string name, BsonElement element)
    {
        if (name is not ("$set" or "$setOnInsert" or "$unset" or "$inc"))
        {
            throw new CommandException(
                ErrorCode.FailedToParse,
                $"Unknown modifier: {name}. Expected a valid update modifier or pipeline-style update specified as an array");
        }
        var path = new FieldPath(element.Name);
        if (path.Parts.Contains(""))
        {
            throw new CommandException(
                ErrorCode.EmptyFieldName,
                element.Name.Length == 0
                    ? "An empty update path is not valid."
                    : $"The update path '{element.Name}' contains an empty field name, which is not allowed.");
        }
        if (path.Parts.FirstOrDefault(p => p[0] == '$') is { } dollar)
        {
            throw dollar == "$" || dollar.StartsWith("$[", StringComparison.Ordinal)
                ? new CommandException(ErrorCode.BadValue, "The positional operator did not find the match needed from the query.")
                : new CommandException(
                    ErrorCode.DollarPrefixedFieldName,
                    $"The dollar ($) prefixed field '{dollar}' in '{element.Name}' is not valid for storage.");
        }
        if (name == "$inc" && !element.Value.IsNumeric)
        {
            throw new CommandException(
                ErrorCode.TypeMismatch,
                $"Cannot increment with non-numeric argument: {{{element.Name}: {ShellText.Of(element.Value)}}}");
        }
        return new UpdateChange(name, path, element.Value);
    }

    public void Apply(BsonDocument document)
    {
        switch (Operator)
        {
            case "$unset":
                PathSetter.Unset(document, Path);
                break;
            case "$inc":
                PathSetter.Set(document, Path, Incremented(document));
                break;
            default:
                PathSetter.Set(document, Path, Argument.DeepClone());
                break;
        }
    }

    private BsonValue Incremented(BsonDocument document)
    {
        var id = document.GetValue("_id", BsonNull.Value);
        return PathSetter.Get(document, Path) switch
        {
            null => Argument,
            { IsNumeric: true } current => Increment.Add(current, Argument, id),
            var other => throw new CommandException(
                ErrorCode.TypeMismatch,
                $"Cannot apply $inc to a value of non-numeric type. {{_id: {ShellText.Of(id)}}} has the field " +
                $"'{Path.Parts[^1]}' of non-numeric type {ShellText.TypeName(other)}"),
        };
    }
}
