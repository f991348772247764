using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>Reads the fields of a command, or of a document in one, as strictly as MongoDB does; null counts as absent.</summary>
/// <param name="owner">The name in front of field names in messages, such as <c>find</c>.</param>
internal sealed class FieldReader(string owner, BsonDocument document)
{
    private const string NumberTypes = "types '[long, int, decimal, double]'";

    private readonly HashSet<string> _read = [];

    public BsonValue? Any(string name)
    {
        _read.Add(name);
        return document.GetValue(name, null) is { IsBsonNull: false } value ? value : null;
    }

    public string? Text(string name) => Any(name) is { } value
        ? value is BsonString text ? text.Value : throw WrongType(name, value, "type 'string'")
        : null;

    public BsonDocument? Document(string name) => Any(name) is { } value
        ? value as BsonDocument ?? throw WrongType(name, value, "type 'object'")
        : null;

    public BsonArray? Array(string name) => Any(name) is { } value
        ? value as BsonArray ?? throw WrongType(name, value, "type 'array'")
        : null;

    public bool Flag(string name, bool otherwise = false) => Any(name) switch
    {
        null => otherwise,
        BsonBoolean flag => flag.Value,
        { IsNumeric: true } number => number.ToBoolean(),
        var value => throw WrongType(name, value, "types '[bool, long, int, decimal, double]'"),
    };

    /// <summary>A whole number that is not negative.</summary>
    public long? Count(string name)
    {
        var number = Number(name);
        return number >= 0 || number is null
            ? number
            : throw new CommandException((ErrorCode)51024, $"BSON field '{name}' value must be >= 0, actual value '{number}'");
    }

    public long? Number(string name)
    {
        if (Any(name) is not { } value)
        {
            return null;
        }
        return !value.IsNumeric ? throw WrongType(name, value, NumberTypes)
            : value is BsonInt32 or BsonInt64 ? value.ToInt64()
            : value.ToDouble() is var real && Math.Truncate(real) == real && Math.Abs(real) < long.MaxValue ? (long)real
            : throw new CommandException(ErrorCode.FailedToParse, $"Expected an integer: {name}: {ShellText.Of(value)}");
    }

    public T Required<T>(string name, Func<string, T?> read)
        where T : class =>
        read(name) ?? throw new CommandException((ErrorCode)40414, $"BSON field '{owner}.{name}' is missing but a required field");

    public IEnumerable<BsonDocument> RequiredDocuments(string name) =>
        Required(name, Array).Select((value, i) => value as BsonDocument ?? throw WrongType($"{name}.{i}", value, "type 'object'"));

    /// <summary>A reader for each document of a required list.</summary>
    public IEnumerable<FieldReader> RequiredReaders(string name) =>
        RequiredDocuments(name).Select(d => new FieldReader($"{owner}.{name}", d));

    /// <exception cref="CommandException">IDLUnknownField: there is an unknown field.</exception>
    public void RejectOthers()
    {
        if (document.Names.FirstOrDefault(n => !_read.Contains(n)) is { } unknown)
        {
            throw new CommandException(ErrorCode.IDLUnknownField, $"BSON field '{owner}.{unknown}' is an unknown field.");
        }
    }

    private CommandException WrongType(string name, BsonValue value, string expected) => new(
        ErrorCode.TypeMismatch,
        $"BSON field '{owner}.{name}' is the wrong type '{ShellText.TypeName(value)}', expected {expected}");
}
