using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>Tests of one value at a path, where null stands for a missing field.</summary>
internal static class ValueTest
{
    public static Func<BsonValue?, bool> EqualTo(BsonValue wanted) =>
        Comparison(wanted, order => order == 0, matchesEqual: true);

    public static Func<BsonValue?, bool> LessThan(BsonValue bound) =>
        Comparison(bound, order => order < 0, matchesEqual: false);

    public static Func<BsonValue?, bool> AtMost(BsonValue bound) =>
        Comparison(bound, order => order <= 0, matchesEqual: true);

    public static Func<BsonValue?, bool> GreaterThan(BsonValue bound) =>
        Comparison(bound, order => order > 0, matchesEqual: false);

    public static Func<BsonValue?, bool> AtLeast(BsonValue bound) =>
        Comparison(bound, order => order >= 0, matchesEqual: true);

    public static Func<BsonValue?, bool> Exists { get; } = value => value is not null;

    /// <summary>
    /// Values compare within their type only; missing, undefined and null count as one; NaN equals NaN and is neither less nor
    /// greater than anything.
    /// </summary>
    private static Func<BsonValue?, bool> Comparison(BsonValue bound, Func<int, bool> accepts, bool matchesEqual)
    {
        if (bound is BsonUndefined)
        {
            throw new CommandException(ErrorCode.BadValue, "cannot compare to undefined");
        }
        var rank = BsonOrder.TypeRank(bound);
        var boundIsNaN = NumberOrder.IsNaN(bound);
        return value =>
        {
            if (value is null or BsonUndefined)
            {
                return bound switch
                {
                    BsonNull => matchesEqual,
                    BsonMinKey => accepts(1),
                    BsonMaxKey => accepts(-1),
                    _ => false,
                };
            }
            if (BsonOrder.TypeRank(value) != rank)
            {
                return bound is BsonMinKey or BsonMaxKey && accepts(BsonOrder.Instance.Compare(value, bound));
            }
            return boundIsNaN || NumberOrder.IsNaN(value)
                ? matchesEqual && boundIsNaN && NumberOrder.IsNaN(value)
                : accepts(BsonOrder.Instance.Compare(value, bound));
        };
    }
}
