using CodiesVibe.Tests.Hosting.Containers;

namespace CodiesVibe.Tests.Hosting.Backchannel;

/// <summary>Database and cache are containers.</summary>
[Collection(nameof(ContainerEngine))]
public sealed class ContainerSiteTests(CliHome home, ContainerEngine engine) : SiteTests(home), IClassFixture<CliHome>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await SiteImages.ImportAsync(engine);

    [Fact]
    public async Task The_commands_do_what_their_names_say()
    {
        await CallEachCommandAsync("--AppHost:Runtime=containers", $"--DOCKER_HOST={engine.Address}");
        await engine.UntilEmptyAsync();
    }

    public async ValueTask DisposeAsync() => await SiteImages.RemoveVolumesAsync(engine);
}
