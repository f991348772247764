using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorAggregationTests(EmulatorUnderTest server) : AggregationContract<EmulatorUnderTest>(server);

public sealed class MongodAggregationTests(MongodUnderTest server) : AggregationContract<MongodUnderTest>(server);

/// <summary>What the stages of a pipeline make of documents.</summary>
public abstract class AggregationContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    // paths: through documents and arrays; what is not there stays away
    [InlineData("{v: 'text'}", "'text'")]
    [InlineData("{v: '$a'}", "1")]
    [InlineData("{v: '$none'}", null)]
    [InlineData("{v: '$doc.x'}", "5")]
    [InlineData("{v: '$docs.x'}", "[1, 2]")]
    [InlineData("{v: '$docs.0'}", "[]")]
    [InlineData("{v: '$a.x'}", null)]
    [InlineData("{v: ['$a', '$none', 'x']}", "[1, null, 'x']")]
    [InlineData("{v: {$literal: '$a'}}", "'$a'")]
    [InlineData("{v: {$literal: {$add: 1}}}", "{$add: 1}")]
    // a field can take the place of another, and sees the document as it was
    [InlineData("{a: 7, v: '$a'}", "1")]
    // arithmetic: the widest type wins, whole numbers grow, null and missing make null
    [InlineData("{v: {$add: ['$a', 2]}}", "3")]
    [InlineData("{v: {$add: ['$a', 2.5]}}", "3.5")]
    [InlineData("{v: {$add: [2147483647, '$a']}}", "NumberLong(2147483648)")]
    [InlineData("{v: {$add: [NumberLong(1), '$a']}}", "NumberLong(2)")]
    [InlineData("{v: {$add: ['$a', '$none']}}", "null")]
    [InlineData("{v: {$add: '$a'}}", "1")]
    [InlineData("{v: {$add: []}}", "0")]
    [InlineData("{v: {$multiply: ['$a', 3, 5]}}", "15")]
    [InlineData("{v: {$multiply: ['$a', 0.5]}}", "0.5")]
    [InlineData("{v: {$multiply: [65536, 65536]}}", "NumberLong(4294967296)")]
    [InlineData("{v: {$multiply: ['$a', null]}}", "null")]
    // sets
    [InlineData("{v: {$size: '$list'}}", "4")]
    [InlineData("{v: {$size: ['$list']}}", "4")]
    [InlineData("{v: {$size: {$setIntersection: ['$list', ['y', 'x', 'none']]}}}", "2")]
    [InlineData("{v: {$size: {$setIntersection: [[1, 2], [NumberLong(1), 2.0, 3]]}}}", "2")]
    [InlineData("{v: {$size: {$setIntersection: '$list'}}}", "3")]
    [InlineData("{v: {$size: {$setIntersection: []}}}", "0")]
    [InlineData("{v: {$setIntersection: ['$list', '$none']}}", "null")]
    public async Task A_computed_field_has_this_value(string fields, string? expected)
    {
        var things = server.NewCollection(BsonDocument.Parse("{_id: 1, a: 1, doc: {x: 5}, docs: [{x: 1}, {x: 2}, {y: 3}, 4, [{x: 6}]], list: ['x', 'y', 'x', 'z'], v: 'old'}"));

        var found = Assert.Single(await RunAsync(things, $"{{$set: {fields}}}"));

        Assert.Equal(expected is null ? null : BsonDocument.Parse($"{{v: {expected}}}")["v"], found.GetValue("v", null));
        Assert.Equal(4, found["list"].AsBsonArray.Count);
    }

    [Theory]
    [InlineData("$a", "1:x 1:y 3:z 7:null")]
    [InlineData("$none", "")]
    public async Task Unwinding_makes_one_of_each_element_and_none_of_nothing(string path, string expected)
    {
        var things = server.NewCollection(
            BsonDocument.Parse("{_id: 1, a: ['x', 'y']}"),
            BsonDocument.Parse("{_id: 2, a: []}"),
            BsonDocument.Parse("{_id: 3, a: 'z'}"),
            BsonDocument.Parse("{_id: 4, a: null}"),
            BsonDocument.Parse("{_id: 5}"),
            BsonDocument.Parse("{_id: 7, a: [null]}"));

        var found = await RunAsync(things, $"{{$unwind: '{path}'}}");

        Assert.Equal(expected, string.Join(' ', found.Select(d => $"{d["_id"]}:{(d["a"].IsBsonNull ? "null" : d["a"])}")));
    }

    [Theory]
    [InlineData("{_id: '$kind', n: {$sum: 1}}", "{_id: null, n: 2} {_id: 1, n: 2} {_id: 'a', n: 1}")]
    [InlineData("{_id: null, n: {$sum: '$n'}}", "{_id: null, n: 6}")]
    [InlineData("{_id: 'all', n: {$sum: 1}, real: {$sum: '$r'}, none: {$sum: '$none'}}", "{_id: 'all', n: 5, real: 2.5, none: 0}")]
    [InlineData("{_id: '$kind'}", "{_id: null} {_id: 1} {_id: 'a'}")]
    public async Task Groups_have_these_sums(string group, string expected)
    {
        var things = server.NewCollection(
            BsonDocument.Parse("{_id: 1, kind: 1, n: 1, r: 1}"),
            BsonDocument.Parse("{_id: 2, kind: 1, n: 2, r: 1.5}"),
            BsonDocument.Parse("{_id: 3, kind: 'a', n: 3}"),
            BsonDocument.Parse("{_id: 4, kind: null, n: 'no number'}"),
            BsonDocument.Parse("{_id: 5, n: [100]}"));

        var found = await RunAsync(things, $"{{$group: {group}}}", "{$sort: {_id: 1}}");

        Assert.Equal(BsonDocument.Parse($"{{all: [{expected.Replace("} {", "}, {", StringComparison.Ordinal)}]}}")["all"], new BsonArray(found));
    }

    [Fact]
    public async Task Equal_numbers_of_different_types_are_one_group_and_large_sums_grow()
    {
        var things = server.NewCollection(
            BsonDocument.Parse("{_id: 1, kind: 1, n: 2147483647}"),
            BsonDocument.Parse("{_id: 2, kind: NumberLong(1), n: 1}"),
            BsonDocument.Parse("{_id: 3, kind: 1.0}"));

        var group = Assert.Single(await RunAsync(things, "{$group: {_id: '$kind', n: {$sum: '$n'}}}"));

        Assert.Equal(new BsonInt64(2147483648), group["n"]);
        Assert.Empty(await RunAsync(things, "{$match: {_id: 0}}", "{$group: {_id: null, n: {$sum: 1}}}"));
    }

    [Fact]
    public async Task A_facet_runs_several_pipelines_over_the_same_input_and_always_answers()
    {
        var things = server.NewCollection([.. Enumerable.Range(1, 6).Select(i => new BsonDocument { { "_id", i }, { "tags", new BsonArray(Enumerable.Range(0, i % 3).Select(t => $"t{t}")) } })]);
        const string Facet =
            "{$facet: {page: [{$sort: {_id: -1}}, {$skip: 1}, {$limit: 2}, {$project: {tags: 0}}], total: [{$group: {_id: null, n: {$sum: 1}}}], tags: [{$unwind: '$tags'}, {$group: {_id: '$tags', n: {$sum: 1}}}, {$sort: {_id: 1}}], all: []}}";

        var some = Assert.Single(await RunAsync(things, "{$match: {_id: {$gt: 2}}}", Facet));
        var none = Assert.Single(await RunAsync(things, "{$match: {_id: 0}}", Facet));
        var absent = Assert.Single(await RunAsync(server.NewCollection(), Facet));

        Assert.Equal(BsonDocument.Parse("{page: [{_id: 5}, {_id: 4}], total: [{_id: null, n: 4}], tags: [{_id: 't0', n: 2}, {_id: 't1', n: 1}]}").Elements, some.Elements.SkipLast(1));
        Assert.Equal([3, 4, 5, 6], some["all"].AsBsonArray.Select(d => d["_id"].AsInt32));
        Assert.All([none, absent], result => Assert.Equal(BsonDocument.Parse("{page: [], total: [], tags: [], all: []}"), result));
    }

    [Fact]
    public async Task A_hint_must_name_an_index()
    {
        var things = server.NewCollection(BsonDocument.Parse("{_id: 1, a: ['x', 'y']}"));
        await things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(BsonDocument.Parse("{a: 1}"), new() { Name = "of_a" }), cancellationToken: Cancellation);

        async Task<int> FindAsync(BsonValue hint) => (await (await things.AggregateAsync<BsonDocument>(
            new[] { BsonDocument.Parse("{$match: {a: {$in: ['y', 'z']}}}") }, new AggregateOptions { Hint = hint }, Cancellation)).ToListAsync(Cancellation)).Count;

        Assert.Equal(1, await FindAsync("of_a"));
        Assert.Equal(1, await FindAsync(new BsonDocument("a", 1)));
        Assert.Equal(2, (await Assert.ThrowsAsync<MongoCommandException>(() => FindAsync("of_b"))).Code);
    }

    [Theory]
    [InlineData("{$facet: {}}", 40169)]
    [InlineData("{$facet: 1}", 40169)]
    [InlineData("{$facet: {a: 1}}", 40170)]
    [InlineData("{$facet: {a: [1]}}", 40171)]
    [InlineData("{$facet: {a: [{$facet: {b: []}}]}}", 40600)]
    [InlineData("{$facet: {a: [{$frobnicate: 1}]}}", 40324)]
    [InlineData("{$group: 1}", 15947)]
    [InlineData("{$group: {n: {$sum: 1}}}", 15955)]
    [InlineData("{$group: {_id: null, n: 1}}", 40234)]
    [InlineData("{$group: {_id: null, n: {$sum: 1, $max: 1}}}", 40238)]
    [InlineData("{$group: {_id: null, n: {$frobnicate: 1}}}", 15952)]
    [InlineData("{$group: {_id: null, n: {$sum: [1, 2]}}}", 40237)]
    [InlineData("{$group: {_id: null, 'a.b': {$sum: 1}}}", 40235)]
    [InlineData("{$unwind: 1}", 15981)]
    [InlineData("{$unwind: ''}", 28812)]
    [InlineData("{$unwind: 'a'}", 28818)]
    [InlineData("{$set: 1}", 40272)]
    [InlineData("{$set: {}}", 40177)]
    [InlineData("{$set: {v: {$frobnicate: 1}}}", 168)]
    [InlineData("{$set: {v: {$add: 1, $size: []}}}", 15983)]
    [InlineData("{$set: {v: {$add: ['x']}}}", 14)]
    [InlineData("{$set: {v: {$multiply: ['x']}}}", 14)]
    [InlineData("{$set: {v: {$size: '$none'}}}", 17124)]
    [InlineData("{$set: {v: {$size: [[], []]}}}", 16020)]
    [InlineData("{$set: {v: {$setIntersection: [1]}}}", 17047)]
    [InlineData("{$set: {v: '$'}}", 16872)]
    [InlineData("{$project: 1}", 15969)]
    [InlineData("{$project: {}}", 51272)]
    [InlineData("{$project: {a: 1, b: 0}}", 31254)]
    public async Task A_stage_is_refused_with_its_code(string stage, int code)
    {
        var things = server.NewCollection(BsonDocument.Parse("{_id: 1, a: 1}"));
        Assert.Equal(code, (await Assert.ThrowsAsync<MongoCommandException>(() => RunAsync(things, stage))).Code);
    }

    private static async Task<List<BsonDocument>> RunAsync(IMongoCollection<BsonDocument> things, params string[] stages) =>
        await (await things.AggregateAsync<BsonDocument>(stages.Select(BsonDocument.Parse).ToArray(), cancellationToken: Cancellation)).ToListAsync(Cancellation);
}
