using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Api.Tools;

namespace CodiesVibe.Tests.Api.Seeding;

public sealed class SeedingTests
{
    [Fact]
    [Requirement("R009")]
    public async Task A_second_start_changes_nothing_and_a_changed_tool_is_the_only_one_written()
    {
        await using var mongodb = DevServer.Mongodb();
        await mongodb.StartAsync();
        var second = Samples.Valid with { Slug = "second", Name = "Second" };
        using var seed = new TestSeed(Samples.Valid, second);

        string? createdAt;
        await using (var first = await StartAsync(mongodb, seed))
        {
            Assert.Contains(first.Monitor.Sent, sent => sent.Name == "createIndexes");
            createdAt = (string?)(await first.Http.GetAnswerAsync("/api/tools/second")).Body["createdAt"];
            Assert.NotNull(createdAt);
        }

        await using (var again = await StartAsync(mongodb, seed))
        {
            Assert.DoesNotContain(again.Monitor.Sent, sent => sent.Name is "createIndexes" or "update" && sent.Command[sent.Name] == "tools");
            Assert.Equal(0, (int)(await again.Http.AnswerAsync(HttpMethod.Post, "/dev/seed")).Body["tools"]!);
        }

        seed.Write(Samples.Valid, second with { Name = "Renamed" });
        await using (var changed = await StartAsync(mongodb, seed))
        {
            var update = Assert.Single(changed.Monitor.Sent, sent => sent.Name == "update").Command;
            Assert.Equal("second", Assert.Single(update["updates"].AsBsonArray)["q"]["slug"].AsString);
            var tool = (await changed.Http.GetAnswerAsync("/api/tools/second")).Body;
            Assert.Equal(("Renamed", createdAt), ((string?)tool["name"], (string?)tool["createdAt"]));
            Assert.Equal(2, (int)(await changed.Http.GetAnswerAsync("/api/tools")).Body["total"]!);
        }
    }

    private static Task<RunningApi> StartAsync(DevServer mongodb, TestSeed seed) =>
        RunningApi.StartAsync(mongodb.MongoConnectionString, $"127.0.0.1:{FreePort.Find()}", seed.Path);
}
