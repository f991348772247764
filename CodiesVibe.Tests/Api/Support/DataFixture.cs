namespace CodiesVibe.Tests.Api.Support;

/// <summary>A MongoDB and a Redis for the tests of one collection; the tests leave both running.</summary>
public sealed class DataFixture : IAsyncLifetime
{
    internal DevServer Mongodb { get; } = DevServer.Mongodb();

    internal DevServer Redis { get; } = DevServer.Redis();

    public async ValueTask InitializeAsync() => await Task.WhenAll(Mongodb.StartAsync(), Redis.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await Mongodb.DisposeAsync();
        await Redis.DisposeAsync();
    }
}
