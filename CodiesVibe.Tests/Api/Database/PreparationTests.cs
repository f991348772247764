using System.Globalization;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Api.Tools;

namespace CodiesVibe.Tests.Api.Database;

/// <summary>The database of backends that start at the same time, as two containers of one release do.</summary>
public sealed class PreparationTests
{
    private const int Backends = 3;
    private const int Tools = 200;

    [Fact]
    public async Task Backends_that_start_at_once_prepare_an_empty_database_together()
    {
        await using var mongodb = DevServer.Mongodb();
        await mongodb.StartAsync();
        using var seed = new TestSeed([.. Enumerable.Range(0, Tools).Select(number => number.ToString(CultureInfo.InvariantCulture)).Select(number =>
            Samples.Valid with { Slug = $"tool-{number}", Name = $"Tool {number}" })]);

        var started = await Task.WhenAll(Enumerable.Range(0, Backends).Select(_ =>
            RunningApi.StartAsync(mongodb.MongoConnectionString, $"127.0.0.1:{FreePort.Find()}", seed.Path)));
        try
        {
            foreach (var backend in started)
            {
                Assert.Equal(Tools, (int)(await backend.Http.GetAnswerAsync("/api/tools")).Body["total"]!);
            }
        }
        finally
        {
            foreach (var backend in started)
            {
                await backend.DisposeAsync();
            }
        }
    }
}
