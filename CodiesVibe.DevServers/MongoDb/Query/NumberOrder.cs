using System.Globalization;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Query;

/// <summary>Exact order of numbers across the four numeric types; NaN is equal to itself and below all others.</summary>
internal static class NumberOrder
{
    private const double TwoTo63 = 9223372036854775808.0;

    public static int Compare(BsonValue x, BsonValue y)
    {
        if (x is BsonDecimal128 || y is BsonDecimal128)
        {
            return CompareDecimals(ToDecimal(x), ToDecimal(y));
        }
        return (x, y) switch
        {
            (BsonDouble a, BsonDouble b) => a.Value.CompareTo(b.Value),
            (BsonDouble a, _) => -Compare(y.ToInt64(), a.Value),
            (_, BsonDouble b) => Compare(x.ToInt64(), b.Value),
            _ => x.ToInt64().CompareTo(y.ToInt64()),
        };
    }

    public static bool IsNaN(BsonValue? value) => value switch
    {
        BsonDouble number => double.IsNaN(number.Value),
        BsonDecimal128 number => Decimal128.IsNaN(number.Value),
        _ => false,
    };

    private static int Compare(long x, double y)
    {
        if (double.IsNaN(y) || y < -TwoTo63)
        {
            return 1;
        }
        if (y >= TwoTo63)
        {
            return -1;
        }
        var whole = (long)y;
        return x != whole ? x.CompareTo(whole) : 0.0.CompareTo(y - Math.Truncate(y));
    }

    private static int CompareDecimals(Decimal128 x, Decimal128 y)
    {
        var (xIsNaN, yIsNaN) = (Decimal128.IsNaN(x), Decimal128.IsNaN(y));
        return xIsNaN || yIsNaN ? yIsNaN.CompareTo(xIsNaN) : Decimal128.Compare(x, y);
    }

    private static Decimal128 ToDecimal(BsonValue value) => value switch
    {
        BsonDecimal128 number => number.Value,
        BsonDouble number => FromDouble(number.Value),
        _ => new Decimal128(value.ToInt64()),
    };

    /// <summary>A binary fraction in decimal, to the 34 digits that the type holds.</summary>
    private static Decimal128 FromDouble(double value) => value switch
    {
        double.NaN => Decimal128.QNaN,
        double.PositiveInfinity => Decimal128.PositiveInfinity,
        double.NegativeInfinity => Decimal128.NegativeInfinity,
        _ => Decimal128.Parse(value.ToString("E33", CultureInfo.InvariantCulture)),
    };
}
