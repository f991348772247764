using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>Which fields of a result are returned: some, all but some, and the text score where it is requested.</summary>
internal sealed class Projection
{
    private readonly Dictionary<string, Projection> _fields = [];
    private readonly List<string> _scores = [];
    private bool _including;
    private bool _withId = true;

    /// <exception cref="CommandException">Inclusion and exclusion are mixed, paths collide, or a value is not implemented.</exception>
    public static Projection Parse(BsonDocument spec)
    {
        var projection = new Projection();
        bool? including = null;
        foreach (var (name, value) in spec.Select(e => (e.Name, e.Value)))
        {
            if (value is BsonDocument meta)
            {
                SortOrder.RequireTextScore(meta, ErrorCode.BadValue, $"projection of '{name}' is not implemented by this emulator: ");
                projection._scores.Add(name);
                continue;
            }
            if (name.Length == 0 || name[0] == '$' || name.Split('.').Contains("") || !(value.IsNumeric || value.IsBoolean))
            {
                throw new CommandException(
                    ErrorCode.BadValue, $"projection of '{name}' is not implemented by this emulator: {ShellText.Of(value)}");
            }
            var include = value.ToBoolean();
            if (name == "_id")
            {
                projection._withId = include;
                continue;
            }
            including ??= include;
            if (including != include)
            {
                throw include
                    ? new CommandException((ErrorCode)31253, $"Cannot do inclusion on field {name} in exclusion projection")
                    : new CommandException((ErrorCode)31254, $"Cannot do exclusion on field {name} in inclusion projection");
            }
            projection.Add(name, include);
        }
        projection.Settle(including ?? (spec.Contains("_id") && projection._withId));
        return projection;
    }

    public BsonDocument Apply(Match match)
    {
        var result = Apply(match.Document);
        foreach (var name in _scores)
        {
            result[name] = match.TextScore;
        }
        return result;
    }

    private void Add(string name, bool include)
    {
        var node = this;
        var parts = name.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            if (!node._fields.TryGetValue(parts[i], out var child))
            {
                node._fields[parts[i]] = child = new Projection { _including = include };
            }
            else if (last || child._fields.Count == 0)
            {
                var rest = last ? "" : $" remaining portion {string.Join('.', parts[(i + 1)..])}";
                throw new CommandException((ErrorCode)(last ? 31250 : 31249), $"Path collision at {name}{rest}");
            }
            node = child;
        }
    }

    /// <summary>_id is a field like any other, only that it is included without being named.</summary>
    private void Settle(bool including)
    {
        _including = including;
        if (_withId == including)
        {
            _fields["_id"] = new Projection { _including = including };
        }
    }

    private BsonDocument Apply(BsonDocument document)
    {
        var result = new BsonDocument();
        foreach (var element in document)
        {
            if (!_fields.TryGetValue(element.Name, out var child))
            {
                if (!_including)
                {
                    result.Add(element);
                }
            }
            else if (child._fields.Count > 0 && child.ApplyInside(element.Value) is { } inner)
            {
                result.Add(element.Name, inner);
            }
            else if (child._fields.Count == 0 && _including)
            {
                result.Add(element);
            }
        }
        return result;
    }

    /// <returns>The value with the inner fields applied; null where an inclusion leaves nothing of it.</returns>
    private BsonValue? ApplyInside(BsonValue value) => value switch
    {
        BsonDocument document => Apply(document),
        BsonArray array => new BsonArray(array.Select(ApplyInside).OfType<BsonValue>()),
        _ => _including ? null : value,
    };
}
