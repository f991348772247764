using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Api.Tools;

namespace CodiesVibe.Tests.Api.Submissions;

/// <summary>A directory with one tool, and its admin, for the tests of a class.</summary>
public sealed class DirectoryFixture : IAsyncLifetime
{
    private const string AdminPassword = "the password of the admin";

    private readonly DataFixture _data = new();
    private readonly TestSeed _seed = new(Samples.Valid);

    internal RunningApi Api { get; private set; } = null!;

    internal Person Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _data.InitializeAsync();
        Api = await RunningApi.StartAsync(_data.Mongodb.MongoConnectionString, _data.Redis.RedisConnectionString, _seed.Path, null, $"FIRST_ADMIN_PASSWORD={AdminPassword}");
        await Api.AccountsAreReadyAsync();
        Admin = await Person.SignInAsync(Api, "admin", AdminPassword);
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Api.DisposeAsync();
        _seed.Dispose();
        await _data.DisposeAsync();
    }
}
