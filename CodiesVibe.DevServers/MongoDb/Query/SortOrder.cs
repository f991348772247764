using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>An order of results. Where a path meets an array, its least element counts, or its greatest when descending.</summary>
internal sealed class SortOrder : IComparer<BsonArray>
{
    private readonly List<FieldPath> _paths = [];

    // For each part of the order: +1 or -1, and whether it is the text score instead of a path.
    private readonly List<(int Direction, bool ByScore)> _parts = [];

    /// <exception cref="CommandException">A direction is neither 1 nor -1, or another meta value than the text score is named.</exception>
    public static SortOrder Parse(BsonDocument sort)
    {
        var order = new SortOrder();
        foreach (var (name, value) in sort.Select(e => (e.Name, e.Value)))
        {
            if (value is BsonDocument meta)
            {
                RequireTextScore(meta, (ErrorCode)31138, "Illegal $meta sort: ");
                order._parts.Add((-1, true));
                continue;
            }
            if (!value.IsNumeric)
            {
                throw new CommandException((ErrorCode)15974, $"Illegal key in $sort specification: {name}: {ShellText.Of(value)}");
            }
            var direction = value.ToDouble();
            if (direction is not (1 or -1))
            {
                throw new CommandException((ErrorCode)15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
            }
            order._parts.Add(((int)direction, false));
            order._paths.Add(new FieldPath(name));
        }
        return order;
    }

    public static void RequireTextScore(BsonDocument meta, ErrorCode code, string complaint)
    {
        if (meta.ElementCount != 1 || meta.GetValue("$meta", null) is not BsonString { Value: "textScore" })
        {
            throw new CommandException(code, complaint + ShellText.Of(meta));
        }
    }

    public IEnumerable<Match> Apply(IEnumerable<Match> matches) =>
        _parts.Count == 0 ? matches : matches.OrderBy(KeyOf, this);

    public int Compare(BsonArray? x, BsonArray? y)
    {
        for (var i = 0; i < _parts.Count; i++)
        {
            var order = BsonOrder.Instance.Compare(x![i], y![i]);
            if (order != 0)
            {
                return order * _parts[i].Direction;
            }
        }
        return 0;
    }

    private BsonArray KeyOf(Match match)
    {
        try
        {
            return KeyGenerator.Keys(match.Document, _paths).Select(key => WithScore(key, match)).Min(this)!;
        }
        catch (CommandException e) when (e.Code == ErrorCode.CannotIndexParallelArrays)
        {
            throw new CommandException(ErrorCode.BadValue, "cannot sort with keys that are parallel arrays");
        }
    }

    private BsonArray WithScore(BsonArray key, Match match)
    {
        for (var i = 0; i < _parts.Count; i++)
        {
            if (_parts[i].ByScore)
            {
                key.Insert(i, match.TextScore);
            }
        }
        return key;
    }
}
