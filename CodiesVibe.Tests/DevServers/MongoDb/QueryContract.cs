using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorQueryTests(EmulatorUnderTest server) : QueryContract<EmulatorUnderTest>(server);

public sealed class MongodQueryTests(MongodUnderTest server) : QueryContract<MongodUnderTest>(server);

/// <summary>Which documents a filter finds, in which order, and which of their fields come back.</summary>
public abstract class QueryContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    /// <summary>Documents by _id, made to differ in how they hold <c>a</c>.</summary>
    private static readonly string[] s_samples =
    [
        "{_id: 'missing'}",
        "{_id: 'null', a: null}",
        "{_id: 'one', a: 1}",
        "{_id: 'onePointFive', a: 1.5}",
        "{_id: 'longTwo', a: NumberLong(2)}",
        "{_id: 'decimalTwo', a: NumberDecimal('2.0')}",
        "{_id: 'nan', a: NaN}",
        "{_id: 'text', a: 'abc'}",
        "{_id: 'upper', a: 'ABC'}",
        "{_id: 'list', a: [1, 5]}",
        "{_id: 'empty', a: []}",
        "{_id: 'nested', a: [[1, 5]]}",
        "{_id: 'document', a: {b: 1, c: 2}}",
        "{_id: 'documents', a: [{b: 1}, {b: 3, c: null}]}",
        "{_id: 'scalars', a: [7, 8]}",
        "{_id: 'flag', a: true}",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    // equality: numbers across types, elements of arrays, whole arrays and documents, null with missing
    [InlineData("{a: 1}", "one list")]
    [InlineData("{a: 2.0}", "longTwo decimalTwo")]
    [InlineData("{a: [1, 5]}", "list nested")]
    [InlineData("{a: []}", "empty")]
    [InlineData("{a: {b: 1, c: 2}}", "document")]
    [InlineData("{a: {c: 2, b: 1}}", "")]
    [InlineData("{a: null}", "missing null")]
    [InlineData("{a: NaN}", "nan")]
    [InlineData("{a: {$ne: 1}}", "missing null onePointFive longTwo decimalTwo nan text upper empty nested document documents scalars flag")]
    // dotted paths: through documents, through arrays, by position
    [InlineData("{'a.b': 1}", "document documents")]
    [InlineData("{'a.b': {$gt: 2}}", "documents")]
    [InlineData("{'a.0': 1}", "list")]
    [InlineData("{'a.1.b': 3}", "documents")]
    [InlineData("{'a.b': null}", "missing null one onePointFive longTwo decimalTwo nan text upper flag")]
    [InlineData("{'a.c': null}", "missing null one onePointFive longTwo decimalTwo nan text upper documents flag")]
    // order operators stay within a type; each element of an array is tried
    [InlineData("{a: {$gt: 1}}", "onePointFive longTwo decimalTwo list scalars")]
    [InlineData("{a: {$gte: 1, $lt: 2}}", "one onePointFive list")]
    [InlineData("{a: {$gt: 2, $lt: 4}}", "list")]
    [InlineData("{a: {$lte: 1}}", "one list")]
    [InlineData("{a: {$lte: NaN}}", "nan")]
    [InlineData("{a: {$gte: null}}", "missing null")]
    [InlineData("{a: {$gt: 'ABC'}}", "text")]
    [InlineData("{a: {$lt: true}}", "")]
    [InlineData("{a: {$gte: [1]}}", "list nested documents scalars")]
    // sets
    [InlineData("{a: {$in: [1, 'abc', true]}}", "one text list flag")]
    [InlineData("{a: {$in: [null, /^ab/]}}", "missing null text")]
    [InlineData("{a: {$in: []}}", "")]
    [InlineData("{a: {$nin: [1, null, 'abc', 'ABC', true]}}", "onePointFive longTwo decimalTwo nan empty nested document documents scalars")]
    [InlineData("{a: {$all: [5, 1]}}", "list")]
    [InlineData("{a: {$all: [[1, 5]]}}", "list nested")]
    [InlineData("{a: {$all: []}}", "")]
    // existence
    [InlineData("{a: {$exists: false}}", "missing")]
    [InlineData("{'a.c': {$exists: true}}", "document documents")]
    [InlineData("{'a.b': {$exists: 0}, a: {$gt: 6}}", "scalars")]
    // patterns
    [InlineData("{a: /^ABC$/}", "upper")]
    [InlineData("{a: {$regex: '^ab', $options: 'i'}}", "text upper")]
    [InlineData("{a: {$regex: 'A  B #', $options: 'x'}}", "upper")]
    [InlineData("{a: {$not: /b/i}, $and: [{a: {$gt: ''}}]}", "")]
    // combinations
    [InlineData("{$or: [{a: 'abc'}, {a: true}]}", "text flag")]
    [InlineData("{$and: [{a: {$gt: 0}}, {$nor: [{a: 1}, {a: NumberDecimal('2')}]}]}", "onePointFive scalars")]
    [InlineData("{a: {$not: {$gt: 1}}, $or: [{a: {$gt: 0}}]}", "one")]
    [InlineData("{_id: 'one', a: 2}", "")]
    [InlineData("{_id: {$in: ['one', 'flag']}, a: {$exists: true}}", "one flag")]
    public async Task A_filter_finds_these(string filter, string expected)
    {
        var things = server.NewCollection([.. s_samples.Select(BsonDocument.Parse)]);
        var found = await things.Find(BsonDocument.Parse(filter)).ToListAsync(Cancellation);
        Assert.Equal(expected, string.Join(' ', found.Select(d => d["_id"].AsString)));
    }

    [Fact]
    public async Task Values_of_all_types_sort_in_one_order()
    {
        // Least first. A missing field sorts as null, an empty array below it, an array by its least element.
        string[] ordered =
        [
            "{_id: 0, a: MinKey}", "{_id: 1, a: []}", "{_id: 2}", "{_id: 3, a: null}", "{_id: 4, a: NaN}", "{_id: 5, a: -1}",
            "{_id: 6, a: [9, 0.5]}", "{_id: 7, a: NumberLong(1)}", "{_id: 8, a: NumberDecimal('1.5')}", "{_id: 9, a: ''}",
            "{_id: 10, a: 'B'}", "{_id: 11, a: 'a'}", "{_id: 12, a: 'z'}", "{_id: 13, a: 'ä'}", "{_id: 14, a: '\\uFFFD'}",
            "{_id: 15, a: '\\uD83D\\uDE00'}", "{_id: 16, a: {}}", "{_id: 17, a: {b: 1}}", "{_id: 18, a: {c: 0}}", "{_id: 19, a: {a: ''}}",
            "{_id: 20, a: [[1, 2]]}", "{_id: 21, a: HexData(0, 'FF')}", "{_id: 22, a: HexData(0, '0000')}",
            "{_id: 23, a: ObjectId('000000000000000000000001')}", "{_id: 24, a: false}", "{_id: 25, a: true}",
            "{_id: 26, a: ISODate('2020-01-01')}", "{_id: 27, a: Timestamp(1, 1)}", "{_id: 28, a: /a/}", "{_id: 29, a: MaxKey}",
        ];
        var things = server.NewCollection([.. ordered.Select(BsonDocument.Parse).OrderBy(d => (d["_id"].AsInt32 * 7) % 30)]);

        var found = await things.Find(new BsonDocument()).Sort(BsonDocument.Parse("{a: 1, _id: 1}")).ToListAsync(Cancellation);

        Assert.Equal(Enumerable.Range(0, ordered.Length), found.Select(d => d["_id"].AsInt32));
    }

    [Fact]
    public async Task Sorting_down_takes_the_greatest_element_and_several_keys_count_in_turn()
    {
        var things = server.NewCollection(
            BsonDocument.Parse("{_id: 1, a: [1, 9], b: 1}"),
            BsonDocument.Parse("{_id: 2, a: 5, b: 1}"),
            BsonDocument.Parse("{_id: 3, a: 5, b: 2}"),
            BsonDocument.Parse("{_id: 4, a: [{x: 7}], b: 3}"));

        async Task<IEnumerable<int>> Ids(string sort) =>
            (await things.Find(new BsonDocument()).Sort(BsonDocument.Parse(sort)).ToListAsync(Cancellation)).Select(d => d["_id"].AsInt32);

        Assert.Equal([4, 1, 3, 2], await Ids("{a: -1, b: -1}"));
        Assert.Equal([1, 2, 3, 4], await Ids("{a: 1, b: 1}"));
        Assert.Equal([4, 3, 2, 1], await Ids("{'a.x': -1, _id: -1}"));
    }

    [Theory]
    [InlineData("{}", "{_id: 1, a: {b: 1, c: [{d: 1, e: 2}, 3]}, f: 4}")]
    [InlineData("{f: 1}", "{_id: 1, f: 4}")]
    [InlineData("{f: 1, _id: 0}", "{f: 4}")]
    [InlineData("{_id: 1}", "{_id: 1}")]
    [InlineData("{a: 0}", "{_id: 1, f: 4}")]
    [InlineData("{_id: 0, 'a.c.d': 0}", "{a: {b: 1, c: [{e: 2}, 3]}, f: 4}")]
    [InlineData("{'a.c.e': 1}", "{_id: 1, a: {c: [{e: 2}]}}")]
    [InlineData("{'f.x': 1}", "{_id: 1}")]
    public async Task A_projection_leaves_these_fields(string projection, string expected)
    {
        var things = server.NewCollection(BsonDocument.Parse("{_id: 1, a: {b: 1, c: [{d: 1, e: 2}, 3]}, f: 4}"));
        var found = await things.Find(new BsonDocument()).Project(BsonDocument.Parse(projection)).SingleAsync(Cancellation);
        Assert.Equal(BsonDocument.Parse(expected), found);
    }
}
