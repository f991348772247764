using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>The indexes of the tools, created by name; indexes that exist stay as they are.</summary>
internal static class ToolIndexes
{
    /// <summary>The index of every search.</summary>
    public const string Words = "tools_words";

    /// <summary>The first version's. Its index of texts serves releases before the second one.</summary>
    public static Task CreateAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        var keys = Builders<StoredTool>.IndexKeys;
        return StoredTool.In(database).Indexes.CreateManyAsync(
            [
                new(keys.Ascending(tool => tool.Slug), new() { Name = "tools_slug", Unique = true }),
                new(keys.Ascending(tool => tool.NameKey).Ascending(tool => tool.Slug), new() { Name = "tools_name" }),
                new(keys.Ascending(tool => tool.CreatedAt).Ascending(tool => tool.Slug), new() { Name = "tools_created" }),
                new(
                    keys.Text(tool => tool.Name).Text(tool => tool.Functionality).Text(tool => tool.Description),
                    new()
                    {
                        Name = "tools_text",
                        Weights = new() { ["name"] = 10, ["functionality"] = 4, ["description"] = 1 },
                        // No stemming and no stop words: names of tools are not dictionary words.
                        DefaultLanguage = "none",
                    }),
            ],
            cancellationToken);
    }

    public static Task CreateWordsAsync(IMongoDatabase database, CancellationToken cancellationToken) =>
        StoredTool.In(database).Indexes.CreateOneAsync(
            new CreateIndexModel<StoredTool>(Builders<StoredTool>.IndexKeys.Ascending(ToolWords.Any), new() { Name = Words }),
            cancellationToken: cancellationToken);
}
