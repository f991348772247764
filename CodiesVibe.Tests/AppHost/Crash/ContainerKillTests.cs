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

    /// <summary>dockerd waits 15 s for a registry that is silent, and the engine for dockerd: 28 to 31 s were seen.</summary>
    private static readonly TimeSpan PullLimit = TimeSpan.FromSeconds(45);

    public static TheoryData<string> AllMoments => [ImagePulls, .. Moments.All.Keys];

    protected override IReadOnlyDictionary<string, string?> Mode => new Dictionary<string, string?>
    {
        ["AppHost__Runtime"] = "containers",
        ["DOCKER_HOST"] = engine.Address,
    };

    public async ValueTask InitializeAsync() => await SiteImages.ImportAsync(engine);

    [Theory]
    [InlineData(ImagePulls)]
    [InlineData(Moments.ClientWrites)]
    public Task A_kill_leaves_nothing_behind_and_loses_nothing(string moment) => KillAtAsync(moment);

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

    private Task KillAtAsync(string moment) => moment == ImagePulls ? KillAtPullAsync() : KillAsync(moment, Moments.All[moment], Limit);

    private async Task KillAtPullAsync()
    {
        await SiteImages.ForgetMongoAsync(engine);
        engine.Registry.Received.Clear(); // others have asked for images that are nowhere
        engine.Registry.Answers[RegistryRoot] = StubServer.Never;
        try
        {
            await KillAsync(ImagePulls, ImageIsPulledAsync, PullLimit);
        }
        finally
        {
            engine.Registry.Answers.Clear();
        }
    }

    /// <summary>The container engine has asked the registry, which does not answer; for the next start the image is there.</summary>
    private async Task<Func<bool>> ImageIsPulledAsync(AppHostProcess host, WritingClient client, CancellationToken cancellationToken)
    {
        // Before, it asks whether other images could be had.
        await AppHostProcess.UntilAsync(() => host.Resources.Changes.Any(r => r is { DisplayName: "mongodb", State: "Pulling" }), "the image being pulled", cancellationToken);
        await SiteImages.ImportAsync(engine);
        return () => host.Resources.Changes.Any(r => r is { DisplayName: "mongodb", State: "Running" });
    }
}
