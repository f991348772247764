using Aspire.Hosting.Testing;
using CodiesVibe.Tests.Api.Support;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Tests.AppHost;

/// <summary>A run with a MongoDB server that the app host does not start.</summary>
public sealed class ExternalMongoTests : IAsyncLifetime
{
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("codiesvibe-external-");
    private readonly DevServer _mongodb = DevServer.Mongodb();

    public async ValueTask InitializeAsync() => await _mongodb.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _mongodb.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    [Requirement("R006")]
    public async Task The_backend_uses_the_server_of_the_connection_string_and_no_other_one_starts()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(s_startTimeout);
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.CodiesVibe_AppHost>(
            ["--AppHost:Runtime=processes", $"--AppHost:DataDirectory={_data.FullName}", "--Mongo:External=true", $"--ConnectionStrings:codiesvibe={_mongodb.MongoConnectionString}"], timeout.Token);
        Assert.DoesNotContain(builder.Resources, resource => resource.Name.StartsWith("mongodb", StringComparison.Ordinal));
        await using var application = await builder.BuildAsync(timeout.Token);
        await application.StartAsync(timeout.Token);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("backend", timeout.Token);

        using var backend = application.CreateHttpClient("backend");
        Assert.Equal("healthy", (await backend.GetAnswerAsync("/health")).HealthOf("mongodb"));
        var tools = new MongoClient(_mongodb.MongoConnectionString).GetDatabase("codiesvibe").GetCollection<BsonDocument>("tools");
        Assert.NotEmpty(await tools.Find(FilterDefinition<BsonDocument>.Empty).ToListAsync(timeout.Token));
        Assert.False(Directory.Exists(Path.Combine(_data.FullName, "mongodb")));
    }
}
