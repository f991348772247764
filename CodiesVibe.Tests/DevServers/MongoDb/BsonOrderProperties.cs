using CodiesVibe.DevServers.MongoDb.Query;
using CsCheck;
using MongoDB.Bson;

namespace CodiesVibe.Tests.DevServers.MongoDb;

/// <summary>The one order of values, and what has to follow from it in filters, sorts and keys.</summary>
public sealed class BsonOrderProperties
{
    private static readonly Gen<BsonValue> s_number = Gen.OneOf(
        Gen.Int[-3, 3].Select(i => (BsonValue)i),
        Gen.Int[-3, 3].Select(i => (BsonValue)(long)i),
        OneOf<BsonValue>(0.5, -0.0, 1.0, double.NaN, double.PositiveInfinity, 9007199254740993L, 9007199254740992.0, long.MaxValue, 9223372036854775808.0),
        OneOf("1", "1.0", "0.5", "NaN", "-0", "9223372036854775807").Select(s => (BsonValue)new BsonDecimal128(Decimal128.Parse(s))));

    private static readonly Gen<BsonValue> s_scalar = Gen.OneOf(
        s_number,
        OneOf("", "a", "A", "ä", "\uFFFD", "\U0001F600").Select(s => (BsonValue)s),
        Gen.Bool.Select(b => (BsonValue)b),
        OneOf<BsonValue>(BsonNull.Value, BsonMinKey.Value, BsonMaxKey.Value, new BsonDateTime(0), new BsonTimestamp(1), ObjectId.Empty));

    private static readonly Gen<BsonValue> s_value = Gen.OneOf(
        s_scalar,
        s_scalar.List[0, 3].Select(list => (BsonValue)new BsonArray(list)),
        s_scalar.List[0, 2].Select(list => (BsonValue)new BsonDocument(list.Select((v, i) => new BsonElement($"f{i}", v)))));

    private static readonly string[] s_outcomes = ["$lt", "$eq", "$gt"];

    private static readonly string[] s_operators = [.. s_outcomes, "$lte", "$gte"];

    [Fact]
    public void The_order_is_total_and_equal_values_hash_alike() => Gen.Select(s_value, s_value, s_value).Sample((a, b, c) =>
    {
        var order = BsonOrder.Instance;
        Assert.Equal(0, order.Compare(a, a));
        Assert.Equal(Math.Sign(order.Compare(a, b)), -Math.Sign(order.Compare(b, a)));
        if (order.Compare(a, b) <= 0 && order.Compare(b, c) <= 0)
        {
            Assert.True(order.Compare(a, c) <= 0, $"{a} <= {b} <= {c}, but not {a} <= {c}");
        }
        if (order.Equals(a, b))
        {
            Assert.Equal(order.GetHashCode(a), order.GetHashCode(b));
        }
    });

    [Fact]
    public void Exactly_one_of_less_equal_and_greater_holds_within_a_type() => Gen.Select(s_number, s_number).Sample((a, b) =>
    {
        var matching = s_outcomes.Count(op => Matches(new BsonDocument("a", a), new BsonDocument(op, b)));
        var nan = NumberOrder.IsNaN(a) != NumberOrder.IsNaN(b);
        Assert.Equal(nan ? 0 : 1, matching);
    });

    [Fact]
    public void An_operator_and_its_negation_divide_all_documents() => Gen.Select(s_value, s_value).Sample((held, asked) =>
    {
        var document = new BsonDocument("a", held);
        foreach (var op in s_operators)
        {
            var condition = new BsonDocument(op, asked);
            Assert.NotEqual(Matches(document, condition), Matches(document, new BsonDocument("$not", condition)));
        }
        Assert.NotEqual(Matches(document, new BsonDocument("$ne", asked)), Matches(document, new BsonDocument("$eq", asked)));
        Assert.Equal(Matches(document, asked), Matches(document, new BsonDocument("$in", new BsonArray { asked })));
    });

    [Fact]
    public void A_sort_puts_what_is_less_first() => s_value.List[0, 12].Sample(values =>
    {
        var matches = values.Select((v, i) => new Match(i, new BsonDocument("a", v), null)).ToList();
        var up = SortOrder.Parse(new BsonDocument("a", 1)).Apply(matches).ToList();

        Assert.Equal(matches.Count, up.Select(m => m.Position).Distinct().Count());
        Assert.All(up.Zip(up.Skip(1)), pair => Assert.True(
            BsonOrder.Instance.Compare(Least(pair.First), Least(pair.Second)) is var order && (order < 0 || (order == 0 && pair.First.Position < pair.Second.Position)),
            $"{pair.First.Document} before {pair.Second.Document}"));
    });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static BsonValue Least(Match match) => match.Document["a"] switch
    {
        BsonArray { Count: 0 } => BsonUndefined.Value,
        BsonArray array => array.Min(BsonOrder.Instance)!,
        var value => value,
    };

    private static bool Matches(BsonDocument document, BsonValue condition) =>
        FilterParser.Parse(new BsonDocument("a", condition), textIndex: null).Filter.Matches(document);
}
