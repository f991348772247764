using System.Globalization;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>A dotted path, and what it leads to in a document.</summary>
internal sealed class FieldPath(string text)
{
    public string Text { get; } = text;

    public string[] Parts { get; } = text.Split('.');

    /// <summary>
    /// Every value that a filter on this path tests: arrays on the way are entered, by position too where a part is a number;
    /// an array at the end yields its elements and then itself. Null stands for a missing field.
    /// </summary>
    public IEnumerable<BsonValue?> Values(BsonDocument document) => Values(document, 0);

    public static bool TryPosition(string part, out int position) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out position)
        && (part.Length == 1 || part[0] != '0');

    private IEnumerable<BsonValue?> Values(BsonDocument document, int depth)
    {
        BsonValue? current = document;
        while (depth < Parts.Length && current is BsonDocument inner)
        {
            current = inner.GetValue(Parts[depth], null);
            depth++;
        }
        if (current is not BsonArray array)
        {
            return [depth == Parts.Length ? current : null];
        }
        return depth == Parts.Length ? [.. array, array] : Inside(array, depth);
    }

    private IEnumerable<BsonValue?> Inside(BsonArray array, int depth)
    {
        var wanted = TryPosition(Parts[depth], out var position) ? position : -1;
        for (var index = 0; index < array.Count; index++)
        {
            var element = array[index];
            if (element is BsonDocument document)
            {
                foreach (var value in Values(document, depth))
                {
                    yield return value;
                }
            }
            if (index != wanted)
            {
                continue;
            }
            IEnumerable<BsonValue?> found = element switch
            {
                _ when depth + 1 == Parts.Length => [element],
                BsonDocument inner => Values(inner, depth + 1),
                BsonArray inner => Inside(inner, depth + 1),
                _ => [],
            };
            foreach (var value in found)
            {
                yield return value;
            }
        }
    }
}
