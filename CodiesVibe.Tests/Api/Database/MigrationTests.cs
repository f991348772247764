using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Api.Tools;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.Api.Database;

/// <summary>A database of the first version, with a tool that is not in the seed data.</summary>
public sealed class MigrationTests
{
    private const string First =
        "{ slug: 'old-timer', name: 'Old Timer', website: 'https://old.example', description: 'Refactors legacy programs.', pricing: ['free'], interface: ['cli'], functionality: ['refactoring'], deployment: ['local'], nameKey: 'old timer', createdAt: ISODate('2026-01-01') }";

    [Fact]
    [Requirement("R009")]
    public async Task The_second_version_adds_to_the_first_and_takes_nothing_from_it()
    {
        await using var mongodb = DevServer.Mongodb();
        var (database, tools) = await StartAsync(mongodb);
        await database.GetCollection<BsonDocument>("schema").InsertOneAsync(BsonDocument.Parse("{ _id: 'version', value: 1 }"), cancellationToken: TestContext.Current.CancellationToken);
        using var seed = new TestSeed(Samples.Valid);

        await using (var api = await RunningApi.StartAsync(mongodb.MongoConnectionString, $"127.0.0.1:{FreePort.Find()}", seed.Path))
        {
            var found = await api.Http.GetAnswerAsync("/api/tools?query=legacy&sort=rating&minRating=0");
            Assert.Equal("old-timer", (string?)found.Body["items"]!.AsArray().Single()!["slug"]);
        }

        // What the first version reads and sends still works.
        var stored = await tools.Find(BsonDocument.Parse("{ slug: 'old-timer' }")).SingleAsync(TestContext.Current.CancellationToken);
        Assert.All(BsonDocument.Parse(First), element => Assert.Equal(element.Value, stored[element.Name]));
        var search = await tools.Find(BsonDocument.Parse("{ $text: { $search: 'legacy' } }")).Sort(BsonDocument.Parse("{ score: { $meta: 'textScore' }, nameKey: 1, slug: 1 }")).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal("old-timer", Assert.Single(search)["slug"]);
    }

    [Fact]
    public async Task A_migration_that_was_interrupted_or_runs_twice_ends_alike()
    {
        await using var mongodb = DevServer.Mongodb();
        var (database, tools) = await StartAsync(mongodb);

        await AddedElements.AddAsync(database, TestContext.Current.CancellationToken);
        var once = await tools.Find(new BsonDocument()).SingleAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(AddedElements.AddAsync(database, TestContext.Current.CancellationToken), AddedElements.AddAsync(database, TestContext.Current.CancellationToken));

        Assert.Equal(once, await tools.Find(new BsonDocument()).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(AddedElements.Names.Order(StringComparer.Ordinal), once.Names.Except(BsonDocument.Parse(First).Names).Except(["_id"]).Order(StringComparer.Ordinal));
        Assert.Equal(["legacy", "old", "programs", "refactoring", "refactors", "timer"], once["words"]["any"].AsBsonArray.Select(word => word.AsString));
    }

    /// <summary>A database of the first version, with one tool.</summary>
    private static async Task<(IMongoDatabase Database, IMongoCollection<BsonDocument> Tools)> StartAsync(DevServer mongodb)
    {
        await mongodb.StartAsync();
        var database = new MongoClient(mongodb.MongoConnectionString).GetDatabase("codiesvibe");
        var tools = database.GetCollection<BsonDocument>("tools");
        await ToolIndexes.CreateAsync(database, TestContext.Current.CancellationToken);
        await tools.InsertOneAsync(BsonDocument.Parse(First), cancellationToken: TestContext.Current.CancellationToken);
        return (database, tools);
    }
}
