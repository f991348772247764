using System.Diagnostics;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Api.Monitoring;

/// <summary>The metrics of MongoDB and Redis, while they are available and while they are not.</summary>
public sealed class DependencyMonitorTests
{
    /// <summary>One round, and the time that the driver needs to notice.</summary>
    private static readonly TimeSpan s_noticed = TimeSpan.FromSeconds(60);

    [Theory]
    [Requirement("R186")]
    [InlineData("stopped")]
    [InlineData("paused")]
    public async Task Numbers_are_real_while_the_servers_answer_and_gone_while_they_do_not(string absence)
    {
        await using var mongodb = DevServer.Mongodb();
        await using var redis = DevServer.Redis();
        await Task.WhenAll(mongodb.StartAsync(), redis.StartAsync());
        await using var api = await ApiProcess.StartAsync(mongodb.MongoConnectionString, redis.RedisConnectionString);

        var present = await ScrapedAsync(api, "all is up", scrape => scrape["codiesvibe_dependency_up{redis}"] == 1 && scrape["codiesvibe_mongodb_connections{current}"] > 0);
        Assert.Equal(1, present["codiesvibe_dependency_up{mongodb}"]);
        Assert.True(present["codiesvibe_mongodb_connections{available}"] > 1000);
        Assert.InRange(present["codiesvibe_mongodb_resident_memory_bytes"]!.Value, 10e6, 4e9);
        Assert.True(present["codiesvibe_mongodb_operations_total{command}"] > 0);
        foreach (var (category, count) in SeededTools())
        {
            Assert.Equal(count, present[$"codiesvibe_tools{{{category}}}"]);
        }

        // A counter of the server's, so it grows by what was done and not by being read.
        var reads = present["codiesvibe_mongodb_operations_total{query}"]!.Value;
        await api.Http.GetAnswerAsync("/api/tools/no-such-tool");
        await ScrapedAsync(api, "the query is counted once", scrape => scrape["codiesvibe_mongodb_operations_total{query}"] == reads + 1);

        if (absence == "paused")
        {
            mongodb.Process.Pause();
            redis.Process.Pause();
        }
        else
        {
            await mongodb.StopAsync();
            await redis.StopAsync();
        }

        await ScrapedAsync(api, "both are down", scrape => scrape["codiesvibe_dependency_up{mongodb}"] == 0 && scrape["codiesvibe_dependency_up{redis}"] == 0);
        // OpenTelemetry exports the values of an instrument that was disposed once more.
        await ScrapedAsync(api, "the numbers are gone", scrape =>
            !scrape.Names.Any(name => name.StartsWith("codiesvibe_mongodb_", StringComparison.Ordinal) || name.StartsWith("codiesvibe_tools", StringComparison.Ordinal)));

        if (absence == "paused")
        {
            mongodb.Process.Resume();
            redis.Process.Resume();
        }
        else
        {
            await Task.WhenAll(mongodb.StartAsync(), redis.StartAsync());
        }

        await ScrapedAsync(api, "all is back", scrape =>
            scrape["codiesvibe_dependency_up{mongodb}"] == 1 && scrape["codiesvibe_dependency_up{redis}"] == 1 && scrape["codiesvibe_mongodb_connections{current}"] > 0);
    }

    /// <summary>Scrapes until the condition holds. No scrape may fail meanwhile, or wait for a database, which would take longer.</summary>
    private static async Task<Scrape> ScrapedAsync(ApiProcess api, string what, Func<Scrape, bool> condition)
    {
        Scrape scrape = null!;
        await Eventually.BecomesTrueAsync(what, s_noticed, async () =>
        {
            var elapsed = Stopwatch.StartNew();
            scrape = await Scrape.OfAsync(api.Http);
            Assert.InRange(elapsed.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(9));
            return condition(scrape);
        });
        return scrape;
    }

    private static IEnumerable<(string Category, int Count)> SeededTools() =>
        JsonNode.Parse(File.ReadAllText(Repository.Source("CodiesVibe.Api/Data/tools.json")))!.AsArray()
            .SelectMany(tool => tool!["functionality"]!.AsArray())
            .GroupBy(category => (string)category!)
            .Select(group => (group.Key, group.Count()));
}
