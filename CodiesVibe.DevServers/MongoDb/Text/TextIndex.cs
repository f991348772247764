using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Text;

/// <summary>The fields that a text index covers, with the weight of each.</summary>
/// <param name="languageField">A document may name its own language in this field.</param>
internal sealed class TextIndex(IEnumerable<(string Path, double Weight)> fields, string languageField)
{
    private readonly List<(string[] Path, double Weight)> _fields = [.. fields.Select(f => (f.Path.Split('.'), f.Weight))];

    /// <summary>Every string under the covered fields, with the weight of its field.</summary>
    public IEnumerable<(string Text, double Weight)> Strings(BsonDocument document) =>
        _fields.SelectMany(f => Under(document, f.Path, 0).Select(text => (text, f.Weight)));

    /// <summary>Rejects documents that name another language: words would have to be stemmed then.</summary>
    public void Check(BsonDocument document)
    {
        switch (document.GetValue(languageField, null))
        {
            case null:
            case BsonString { Value: "none" }:
                break;
            case BsonString language:
                throw new CommandException((ErrorCode)17262, $"language override unsupported: {language.Value}");
            default:
                throw new CommandException((ErrorCode)17261, "found language override field in document with non-string type");
        }
    }

    private static IEnumerable<string> Under(BsonValue value, string[] path, int depth) => value switch
    {
        BsonArray array => array.SelectMany(element => Under(element, path, depth)),
        BsonString text when depth == path.Length => [text.Value],
        BsonDocument document when depth < path.Length && document.TryGetValue(path[depth], out var field) =>
            Under(field, path, depth + 1),
        _ => [],
    };
}
