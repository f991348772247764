using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Storage;

/// <summary>Reads an index from createIndexes and writes it as it is stored: a text index in its expanded form.</summary>
internal static class IndexSpecParser
{
    private const double MaxWeight = 99_999;

    private static readonly string[] s_ordinaryOptions = ["key", "name", "v", "unique"];
    private static readonly string[] s_textOptions =
        ["key", "name", "v", "weights", "default_language", "language_override", "textIndexVersion"];

    /// <summary>The key of every text index as listIndexes shows it; what it indexes stands in its weights. It is taken in this form, too.</summary>
    private static readonly BsonDocument s_storedTextKey = new() { { "_fts", "text" }, { "_ftsx", 1 } };

    /// <exception cref="CommandException">The index is malformed, or of a kind that is not implemented.</exception>
    public static IndexSpec Parse(BsonDocument given)
    {
        var key = given.GetValue("key", null) as BsonDocument
            ?? throw new CommandException(ErrorCode.BadValue, "The 'key' field is a required property of an index specification");
        var name = (given.GetValue("name", null) as BsonString)?.Value
            ?? throw new CommandException(ErrorCode.BadValue, "The 'name' field is a required property of an index specification");
        if (key.ElementCount == 0)
        {
            throw new CommandException(ErrorCode.CannotCreateIndex, "Index keys cannot be an empty object");
        }
        var isText = key.Any(e => e.Value == "text");
        if (given.Names.FirstOrDefault(n => !(isText ? s_textOptions : s_ordinaryOptions).Contains(n)) is { } unknown)
        {
            throw new CommandException(
                ErrorCode.InvalidIndexSpecificationOption,
                $"The field '{unknown}' is not valid for an index specification. Specification: {ShellText.Of(given)}");
        }
        return isText ? TextSpec(given, key, name) : OrdinarySpec(given, key, name);
    }

    private static IndexSpec OrdinarySpec(BsonDocument given, BsonDocument key, string name)
    {
        foreach (var part in key)
        {
            if (part.Name.Split('.').Contains("") || part.Name[0] == '$')
            {
                throw new CommandException(ErrorCode.CannotCreateIndex, $"Index keys cannot contain the field name '{part.Name}'");
            }
            if (!part.Value.IsNumeric || part.Value.ToDouble() is not (1 or -1))
            {
                throw new CommandException(
                    ErrorCode.CannotCreateIndex,
                    $"Values in v:2 index key pattern must be 1, -1 or \"text\" in this emulator: {part.Name}: {ShellText.Of(part.Value)}");
            }
        }
        var spec = new BsonDocument { { "v", 2 }, { "key", key }, { "name", name } };
        return new IndexSpec(given.GetValue("unique", false).ToBoolean() ? spec.Add("unique", true) : spec);
    }

    private static IndexSpec TextSpec(BsonDocument given, BsonDocument key, string name)
    {
        if (given.GetValue("default_language", "english") != "none")
        {
            throw new CommandException(
                ErrorCode.CannotCreateIndex, "this emulator has no stemming: create text indexes with default_language: \"none\"");
        }
        var isStored = key == s_storedTextKey;
        if (!isStored && key.FirstOrDefault(e => e.Value != "text" || e.Name.Contains('$', StringComparison.Ordinal)) is { Name: not null } other)
        {
            throw new CommandException(
                ErrorCode.CannotCreateIndex, $"this emulator has text indexes over text fields only: {other.Name}: {ShellText.Of(other.Value)}");
        }
        var weights = new SortedDictionary<string, BsonValue>(StringComparer.Ordinal);
        foreach (var field in isStored ? [] : key.Names)
        {
            weights[field] = 1;
        }
        foreach (var weight in given.GetValue("weights", new BsonDocument()) as BsonDocument
            ?? throw new CommandException((ErrorCode)17284, "text index option 'weights' must be an object"))
        {
            weights[weight.Name] = weight.Value is { IsNumeric: true } value && value.ToDouble() is > 0 and < MaxWeight
                ? value
                : throw new CommandException(ErrorCode.CannotCreateIndex, $"weight must be between 0 and {MaxWeight}: {weight.Name}");
        }
        return new IndexSpec(new BsonDocument
        {
            { "v", 2 },
            { "key", s_storedTextKey },
            { "name", name },
            { "weights", new BsonDocument(weights.Select(w => new BsonElement(w.Key, w.Value))) },
            { "default_language", "none" },
            { "language_override", given.GetValue("language_override", "language").AsString },
            { "textIndexVersion", 3 },
        });
    }
}
