using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.DevServers.MongoDb;

public sealed class EmulatorTextSearchTests(EmulatorUnderTest server) : TextSearchContract<EmulatorUnderTest>(server);

public sealed class MongodTextSearchTests(MongodUnderTest server) : TextSearchContract<MongodUnderTest>(server);

/// <summary>Text search in language <c>none</c>: which documents, in which order.</summary>
public abstract class TextSearchContract<TServer>(TServer server) : IClassFixture<TServer>
    where TServer : ServerUnderTest
{
    private static readonly BsonDocument[] s_tools =
    [
        BsonDocument.Parse("{_id: 'aider', name: 'Aider', about: 'Pair programming in the terminal', tags: ['cli', 'open-source']}"),
        BsonDocument.Parse("{_id: 'cursor', name: 'Cursor', about: 'An editor for pair programming with agents', tags: ['editor']}"),
        BsonDocument.Parse("{_id: 'zed', name: 'Zed', about: 'A fast editor', tags: ['editor', 'open-source']}"),
        BsonDocument.Parse("{_id: 'cafe', name: 'Éditeur Café', about: 'C++ and snake_case', tags: []}"),
        BsonDocument.Parse("{_id: 'bare', name: 'The Terminal'}"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<IMongoCollection<BsonDocument>> SearchableAsync()
    {
        var things = server.NewCollection(s_tools);
        await things.Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(
                BsonDocument.Parse("{name: 'text', about: 'text', tags: 'text'}"),
                new CreateIndexOptions { DefaultLanguage = "none", Weights = BsonDocument.Parse("{name: 10, tags: 5, about: 1}") }),
            cancellationToken: Cancellation);
        return things;
    }

    [Theory]
    [InlineData("terminal", "aider bare")]
    [InlineData("TERMINAL", "aider bare")]
    [InlineData("terminals", "")]
    [InlineData("the", "aider bare")]
    [InlineData("zed aider", "aider zed")]
    [InlineData("editeur", "cafe")]
    [InlineData("CAFÉ", "cafe")]
    [InlineData("open-source", "aider zed")]
    [InlineData("source", "aider zed")]
    [InlineData("c", "cafe")]
    [InlineData("snake", "")]
    [InlineData("snake_case", "cafe")]
    [InlineData("editor -fast", "cursor")]
    [InlineData("editor -open-source", "cursor")]
    [InlineData("-editor", "")]
    [InlineData("\"pair programming\"", "aider cursor")]
    [InlineData("\"pair programming\" \"agents\"", "cursor")]
    [InlineData("zed \"fast ed\"", "zed")]
    [InlineData("editor -\"pair programming\"", "zed")]
    [InlineData("\"programming pair\"", "")]
    [InlineData("", "")]
    public async Task A_search_finds_these(string search, string expected)
    {
        var things = await SearchableAsync();
        var found = await things.Find(Builders<BsonDocument>.Filter.Text(search)).ToListAsync(Cancellation);
        Assert.Equal(expected, string.Join(' ', found.Select(d => d["_id"].AsString).Order()));
    }

    [Theory]
    [InlineData("editor terminal", "bare zed cursor aider")]
    [InlineData("pair programming terminal", "bare aider cursor")]
    public async Task The_best_match_comes_first(string search, string expected)
    {
        var things = await SearchableAsync();
        var score = Builders<BsonDocument>.Projection.MetaTextScore("score");

        var found = await things
            .Find(Builders<BsonDocument>.Filter.Text(search))
            .Project<BsonDocument>(score)
            .Sort(Builders<BsonDocument>.Sort.MetaTextScore("score"))
            .ToListAsync(Cancellation);

        Assert.Equal(expected, string.Join(' ', found.Select(d => d["_id"].AsString)));
        Assert.Equal(found.Select(d => d["score"].AsDouble).OrderDescending(), found.Select(d => d["score"].AsDouble));
    }

    [Fact]
    public async Task A_search_combines_with_other_conditions_and_counting()
    {
        var things = await SearchableAsync();
        var filter = Builders<BsonDocument>.Filter.And(
            Builders<BsonDocument>.Filter.Text("editor"), BsonDocument.Parse("{tags: 'open-source'}"));

        Assert.Equal("zed", (await things.Find(filter).SingleAsync(Cancellation))["_id"]);
        Assert.Equal(1, await things.CountDocumentsAsync(filter, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task A_search_follows_every_write()
    {
        var things = await SearchableAsync();
        await things.UpdateOneAsync(new BsonDocument("_id", "zed"), BsonDocument.Parse("{$set: {about: 'gone'}}"), cancellationToken: Cancellation);
        Assert.Equal(0, await things.CountDocumentsAsync(Builders<BsonDocument>.Filter.Text("fast"), cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Without_a_text_index_there_is_no_search()
    {
        var things = server.NewCollection(s_tools);
        var error = await Assert.ThrowsAsync<MongoCommandException>(
            () => things.Find(Builders<BsonDocument>.Filter.Text("x")).ToListAsync(Cancellation));
        Assert.Equal(27, error.Code);
    }
}
