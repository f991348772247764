using System.Globalization;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Errors;

/// <summary>Writes values into messages the way MongoDB's own messages show them.</summary>
internal static class ShellText
{
    public static string Of(BsonValue value) => value switch
    {
        BsonDocument { ElementCount: 0 } => "{}",
        BsonDocument document => $"{{ {string.Join(", ", document.Select(e => $"{e.Name}: {Of(e.Value)}"))} }}",
        BsonArray { Count: 0 } => "[]",
        BsonArray array => $"[ {string.Join(", ", array.Select(Of))} ]",
        BsonString text => $"\"{text.Value}\"",
        BsonObjectId id => $"ObjectId('{id.Value}')",
        BsonBoolean flag => flag.Value ? "true" : "false",
        BsonDouble number => Number(number.Value),
        BsonDateTime time => $"new Date({time.MillisecondsSinceEpoch})",
        BsonNull => "null",
        BsonUndefined => "undefined",
        BsonRegularExpression regex => $"/{regex.Pattern}/{regex.Options}",
        _ => value.ToString() ?? "",
    };

    private static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.All(c => char.IsAsciiDigit(c) || c == '-') ? text + ".0" : text;
    }

    /// <summary>The type's name in messages and in <c>$type</c>.</summary>
    public static string TypeName(BsonValue value) => value.BsonType switch
    {
        BsonType.Document => "object",
        BsonType.Binary => "binData",
        BsonType.Boolean => "bool",
        BsonType.DateTime => "date",
        BsonType.RegularExpression => "regex",
        BsonType.Int32 => "int",
        BsonType.Int64 => "long",
        BsonType.Decimal128 => "decimal",
        var type => char.ToLowerInvariant(type.ToString()[0]) + type.ToString()[1..],
    };
}
