using System.Globalization;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>
/// MongoDB's total order of values: first by type, numbers of every type together, then by value. Equality under this order
/// is what indexes and filters call equal, so 1 equals 1.0.
/// </summary>
internal sealed class BsonOrder : IComparer<BsonValue>, IEqualityComparer<BsonValue>
{
    public static readonly BsonOrder Instance = new();

    public int Compare(BsonValue? x, BsonValue? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var rank = TypeRank(x);
        var byType = rank.CompareTo(TypeRank(y));
        return byType != 0 ? byType : CompareSameRank(x, y, rank);
    }

    public bool Equals(BsonValue? x, BsonValue? y) => Compare(x, y) == 0;

    public int GetHashCode(BsonValue obj) => obj switch
    {
        BsonArray array => array.Aggregate(array.Count, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        BsonDocument document => document.Aggregate(
            document.ElementCount, (hash, e) => HashCode.Combine(hash, e.Name, GetHashCode(e.Value))),
        BsonDecimal128 number => double.Parse(number.ToString()!, CultureInfo.InvariantCulture).GetHashCode(),
        { IsNumeric: true } => obj.ToDouble().GetHashCode(),
        BsonSymbol symbol => symbol.Name.GetHashCode(StringComparison.Ordinal),
        BsonString text => text.Value.GetHashCode(StringComparison.Ordinal),
        _ => obj.GetHashCode(),
    };

    /// <summary>Values with different ranks are never equal, and comparison operators never match across them.</summary>
    public static int TypeRank(BsonValue value) => value.BsonType switch
    {
        BsonType.MinKey => -1,
        BsonType.Undefined => 0,
        BsonType.Null => 5,
        BsonType.Double or BsonType.Int32 or BsonType.Int64 or BsonType.Decimal128 => 10,
        BsonType.String or BsonType.Symbol => 15,
        BsonType.Document => 20,
        BsonType.Array => 25,
        BsonType.Binary => 30,
        BsonType.ObjectId => 35,
        BsonType.Boolean => 40,
        BsonType.DateTime => 45,
        BsonType.Timestamp => 47,
        BsonType.RegularExpression => 50,
        BsonType.JavaScript => 60,
        BsonType.JavaScriptWithScope => 65,
        BsonType.MaxKey => 127,
        var type => throw new ArgumentOutOfRangeException(nameof(value), type, "not a value type"),
    };

    private int CompareSameRank(BsonValue x, BsonValue y, int rank) => rank switch
    {
        10 => NumberOrder.Compare(x, y),
        15 => CompareText(Text(x), Text(y)),
        20 => CompareDocuments(x.AsBsonDocument, y.AsBsonDocument),
        25 => CompareArrays(x.AsBsonArray, y.AsBsonArray),
        30 => CompareBinary(x.AsBsonBinaryData, y.AsBsonBinaryData),
        50 => CompareRegex(x.AsBsonRegularExpression, y.AsBsonRegularExpression),
        _ => x.CompareTo(y),
    };

    private static string Text(BsonValue value) => value is BsonSymbol symbol ? symbol.Name : value.AsString;

    /// <summary>Order of the UTF-8 bytes, which differs from UTF-16's for surrogates.</summary>
    private static int CompareText(string x, string y)
    {
        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length)
        {
            return x.Length.CompareTo(y.Length);
        }
        var (a, b) = (x[common], y[common]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a).CompareTo(char.IsSurrogate(b));
    }

    private int CompareDocuments(BsonDocument x, BsonDocument y)
    {
        foreach (var (a, b) in x.Zip(y))
        {
            var order = TypeRank(a.Value).CompareTo(TypeRank(b.Value));
            order = order != 0 ? order : CompareText(a.Name, b.Name);
            order = order != 0 ? order : Compare(a.Value, b.Value);
            if (order != 0)
            {
                return order;
            }
        }
        return x.ElementCount.CompareTo(y.ElementCount);
    }

    private int CompareArrays(BsonArray x, BsonArray y)
    {
        foreach (var (a, b) in x.Zip(y))
        {
            var order = Compare(a, b);
            if (order != 0)
            {
                return order;
            }
        }
        return x.Count.CompareTo(y.Count);
    }

    private static int CompareBinary(BsonBinaryData x, BsonBinaryData y)
    {
        var order = x.Bytes.Length.CompareTo(y.Bytes.Length);
        order = order != 0 ? order : x.SubType.CompareTo(y.SubType);
        return order != 0 ? order : x.Bytes.AsSpan().SequenceCompareTo(y.Bytes);
    }

    private static int CompareRegex(BsonRegularExpression x, BsonRegularExpression y)
    {
        var order = CompareText(x.Pattern, y.Pattern);
        return order != 0 ? order : CompareText(x.Options, y.Options);
    }
}
