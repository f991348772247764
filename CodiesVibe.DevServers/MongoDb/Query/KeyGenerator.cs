using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>
/// The keys under which an index holds a document, and by which a sort compares it: one for each element where a path
/// meets an array. A missing field counts as null, an empty array as undefined.
/// </summary>
internal static class KeyGenerator
{
    /// <exception cref="CommandException">CannotIndexParallelArrays: two paths meet different arrays.</exception>
    public static IEnumerable<BsonArray> Keys(BsonDocument document, IReadOnlyList<FieldPath> paths)
    {
        var keys = Expand([.. paths.Select(path => Step.Walk(path, document, 0))]);
        return paths.Count == 1 && keys.Count == 1 ? keys : keys.Distinct<BsonArray>(BsonOrder.Instance);
    }

    private static List<BsonArray> Expand(Step[] steps)
    {
        var arrays = steps.Where(s => s.Array is not null).ToList();
        if (arrays.Count == 0)
        {
            return [new BsonArray(steps.Select(s => s.Value!))];
        }
        var array = arrays[0].Array!;
        if (arrays.Find(s => !ReferenceEquals(s.Array, array)) is { } other)
        {
            throw new CommandException(
                ErrorCode.CannotIndexParallelArrays,
                $"cannot index parallel arrays [{other.ArrayName}] [{arrays[0].ArrayName}]");
        }
        return array.Count == 0
            ? [new BsonArray(steps.Select(s => s.Array is null ? s.Value! : s.AtEnd ? BsonUndefined.Value : BsonNull.Value))]
            : [.. array.SelectMany(element => Expand([.. steps.Select(s => s.Array is null ? s : s.Enter(element))]))];
    }

    /// <summary>How far a path has been followed: to a value, or to an array that is still to be spread.</summary>
    private sealed record Step(FieldPath Path, int Depth, BsonValue? Value, BsonArray? Array)
    {
        public bool AtEnd => Depth == Path.Parts.Length;

        public string ArrayName => Path.Parts[Depth - 1];

        public static Step Walk(FieldPath path, BsonValue start, int depth)
        {
            var current = start;
            for (; depth < path.Parts.Length; depth++)
            {
                var byPosition = FieldPath.TryPosition(path.Parts[depth], out var position);
                switch (current)
                {
                    case BsonDocument document when document.TryGetValue(path.Parts[depth], out var field):
                        current = field;
                        break;
                    case BsonArray array when byPosition && position < array.Count:
                        current = array[position];
                        break;
                    case BsonArray array:
                        return new Step(path, depth, null, array);
                    default:
                        return new Step(path, depth, BsonNull.Value, null);
                }
            }
            return current is BsonArray last ? new Step(path, depth, null, last) : new Step(path, depth, current, null);
        }

        public Step Enter(BsonValue element) => this switch
        {
            { AtEnd: true } => this with { Value = element, Array = null },
            _ when element is BsonDocument => Walk(Path, element, Depth),
            _ => this with { Value = BsonNull.Value, Array = null },
        };
    }
}
