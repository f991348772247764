using CodiesVibe.DevServers.MongoDb.Errors;
using CodiesVibe.DevServers.MongoDb.Query;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Update;

/// <summary>Reads and writes the one value at a path, making the documents on the way; arrays are entered by position only.</summary>
internal static class PathSetter
{
    // MongoDB pads an array with nulls up to a new position, within limits.
    private const int MaxPadding = 1_500_000;

    public static BsonValue? Get(BsonDocument document, FieldPath path)
    {
        BsonValue? current = document;
        foreach (var part in path.Parts)
        {
            current = Child(current!, part);
            if (current is null)
            {
                return null;
            }
        }
        return current;
    }

    /// <exception cref="CommandException">PathNotViable: the path leads through something that holds no fields.</exception>
    public static void Set(BsonDocument document, FieldPath path, BsonValue value)
    {
        BsonValue container = document;
        var name = "";
        foreach (var part in path.Parts[..^1])
        {
            var child = Child(container, part);
            if (child is null)
            {
                child = new BsonDocument();
                Put(container, name, part, child);
            }
            (container, name) = (child, part);
        }
        Put(container, name, path.Parts[^1], value);
    }

    /// <summary>Removes a field; an array's element becomes null instead, so that its neighbours keep their positions.</summary>
    public static void Unset(BsonDocument document, FieldPath path)
    {
        BsonValue? container = document;
        foreach (var part in path.Parts[..^1])
        {
            container = container is null ? null : Child(container, part);
        }
        switch (container)
        {
            case BsonDocument inner:
                inner.Remove(path.Parts[^1]);
                break;
            case BsonArray array when FieldPath.TryPosition(path.Parts[^1], out var i) && i < array.Count:
                array[i] = BsonNull.Value;
                break;
        }
    }

    private static BsonValue? Child(BsonValue container, string part) => container switch
    {
        BsonDocument document => document.GetValue(part, null),
        BsonArray array when FieldPath.TryPosition(part, out var i) && i < array.Count => array[i],
        _ => null,
    };

    private static void Put(BsonValue container, string containerName, string part, BsonValue value)
    {
        switch (container)
        {
            case BsonDocument document:
                document[part] = value;
                break;
            case BsonArray array when FieldPath.TryPosition(part, out var position):
                if (position - array.Count > MaxPadding)
                {
                    throw new CommandException(ErrorCode.BadValue, $"can't backfill more than {MaxPadding} elements");
                }
                while (array.Count <= position)
                {
                    array.Add(BsonNull.Value);
                }
                array[position] = value;
                break;
            default:
                throw new CommandException(
                    ErrorCode.PathNotViable,
                    $"Cannot create field '{part}' in element {{{containerName}: {ShellText.Of(container)}}}");
        }
    }
}
