using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.AppHost.Containers;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.Crash;

/// <summary>Database and cache are containers: neither they nor their networks may outlive the app host, and their volumes must.</summary>
[Collection(nameof(ContainerEngine))]
public sealed class ContainerKillTests(ContainerEngine engine, ITestOutputHelper output) : KillTests(output), IAsyncLifetime
{
    private const string ImagePulls = "an image is pulled";
    private const string RegistryRoot = "/v2/";

    public static TheoryData<string> AllMoments => [ImagePulls, .. Moments.All.Keys];

    protected override IReadOnlyDictionary<string, string?> Mode => new Dictionary<string, string?>
    {
        ["AppHost__Runtime"] = "containers",
        ["DOCKER_HOST"] = engine.Address,
    };

    public async ValueTask InitializeAsync() => await SiteImages.ImportAsync(engine);

    [Theory]
    [Trait("Category", "Drill")]
    [MemberData(nameof(AllMoments))]
    public Task A_kill_at_any_moment_leaves_nothing_behind_and_loses_nothing(string moment) => KillAtAsync(moment);

    public async ValueTask DisposeAsync()
    {
        await SiteImages.RemoveVolumesAsync(engine);
        Dispose();
    }

    protected override Task WaitUntilEngineIsEmptyAsync() => engine.UntilEmptyAsync();

    private Task KillAtAsync(string moment) => moment == ImagePulls ? KillAtPullAsync() : KillAsync(moment, Moments.All[moment]);

    private async Task KillAtPullAsync()
    {
        await SiteImages.ForgetMongoAsync(engine);
        engine.Registry.Answers[RegistryRoot] = StubServer.Never;
        try
        {
            await KillAsync(ImagePulls, ImageIsPulledAsync);
        }
        finally
        {
            engine.Registry.Answers.Clear();
        }
    }

    /// <summary>The registry does not respond; for the next start the image is available.</summary>
    private async Task<Func<bool>> ImageIsPulledAsync(AppHostProcess host, WritingClient client, CancellationToken cancellationToken)
    {
        await AppHostProcess.UntilAsync(() => host.Processes(SiteImages.Mongo).Count > 0, "a docker client that has the image pulled", cancellationToken);
        await SiteImages.ImportAsync(engine);
        return () => host.Resources.Changes.Any(r => r is { DisplayName: "mongodb", State: "Running" });
    }
}
