using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Aggregation;

/// <summary>
/// The stage <c>$unwind</c> by a path: a document for each element of an array, none for an empty, null or missing one; another value stays.
/// </summary>
internal sealed class Unwinding
{
    private readonly string _field;

    /// <exception cref="CommandException">The stage is malformed or not implemented.</exception>
    public Unwinding(BsonValue spec)
    {
        var path = spec switch
        {
            BsonString text => text.Value,
            BsonDocument => throw new CommandException(ErrorCode.BadValue, "this emulator implements $unwind by a path only: \"$field\""),
            _ => throw new CommandException(
                (ErrorCode)15981, $"expected either a string or an object as specification for $unwind stage, got {ShellText.TypeName(spec)}"),
        };
        _field = path switch
        {
            "" => throw new CommandException((ErrorCode)28812, "no path specified to $unwind stage"),
            ['$', .. var field] when field.Contains('.', StringComparison.Ordinal) =>
                throw new CommandException(ErrorCode.BadValue, $"this emulator implements $unwind of a field at the top only: {path}"),
            ['$', .. var field] => field,
            _ => throw new CommandException((ErrorCode)28818, $"path option to $unwind stage should be prefixed with a '$': {path}"),
        };
    }

    public IEnumerable<Match> Apply(IEnumerable<Match> input) => input.SelectMany(match => match.Document.GetValue(_field, BsonNull.Value) switch
    {
        BsonArray array => array.Select(element => match with { Document = ((BsonDocument)match.Document.Clone()).Set(_field, element) }),
        BsonNull or BsonUndefined => [],
        _ => [match],
    });
}
