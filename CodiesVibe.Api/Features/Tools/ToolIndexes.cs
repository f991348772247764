using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>The indexes of the tools, created by name; indexes that exist stay as they are.</summary>
internal static class ToolIndexes
{
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
}
