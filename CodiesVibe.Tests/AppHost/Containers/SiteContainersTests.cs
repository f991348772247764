using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.Containers;

/// <summary>The product with its database and cache as containers.</summary>
[Collection(nameof(ContainerEngine))]
public sealed class SiteContainersTests(ContainerEngine engine) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-site-");

    public async ValueTask InitializeAsync() => await SiteImages.ImportAsync(engine);

    [Fact]
    [Requirement("R072")]
    public async Task With_local_images_database_and_cache_run_in_containers_that_keep_their_data()
    {
        var token = TestContext.Current.CancellationToken;
        await using (var host = Start())
        {
            await host.WaitUntilSiteIsHealthyAsync(token);
            Assert.Contains(host.Console, line => line.Contains($"Database and cache run as containers: the container engine at {engine.Address} has their images", StringComparison.Ordinal));
            Assert.Equal([SiteImages.Mongo, SiteImages.Redis], (await engine.DockerAsync("ps", "--format", "{{.Image}}")).Split('\n').Select(image => image.Replace("docker.io/library/", "", StringComparison.Ordinal)).Order());
            Assert.InRange(await ToolsAsync(host, token), 60, int.MaxValue);

            await RestartAsync(host, "mongodb", token);
            await RestartAsync(host, "redis", token);
            Assert.InRange(await ToolsAsync(host, token), 60, int.MaxValue);
            Assert.Equal(0, await host.StopAsync(token));
        }

        await engine.UntilEmptyAsync();
        var volumes = (await engine.DockerAsync("volume", "ls", "--quiet", "--filter", "name=codiesvibe-")).Split('\n');
        Assert.Equal(["mongodb", "redis"], volumes.Select(volume => volume[(volume.LastIndexOf('-') + 1)..]).Order());

        await using (var again = Start())
        {
            await again.WaitUntilSiteIsHealthyAsync(token);
            Assert.InRange(await ToolsAsync(again, token), 60, int.MaxValue);
            Assert.Equal(0, await again.StopAsync(token));
        }

        await engine.UntilEmptyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await SiteImages.RemoveVolumesAsync(engine);
        _folder.Delete(recursive: true);
    }

    /// <summary>The app host chooses the mode.</summary>
    private AppHostProcess Start() => SiteAppHost.Start(new Dictionary<string, string?>
    {
        ["AppHost__Runtime"] = "auto",
        ["AppHost__DataDirectory"] = Path.Combine(_folder.FullName, "data"),
        ["HOME"] = _folder.CreateSubdirectory("home").FullName,
        ["DOCKER_HOST"] = engine.Address,
    });

    private static async Task RestartAsync(AppHostProcess host, string resource, CancellationToken cancellationToken)
    {
        var before = host.Resources.Current.Single(r => r.DisplayName == resource);
        await host.Resources.ExecuteAsync(before, "restart", cancellationToken);
        var ending = await host.Resources.WaitForAsync($"{resource} ending", r => r.DisplayName == resource && r.State != "Running", cancellationToken, before);
        await host.Resources.WaitForAsync($"{resource} healthy again", r => r.DisplayName == resource && ResourceStream.IsHealthy(r), cancellationToken, ending);
    }

    private static async Task<int> ToolsAsync(AppHostProcess host, CancellationToken cancellationToken)
    {
        var site = host.Resources.Current.Single(r => r.DisplayName == "nginx").Urls[0].FullUrl;
        using var client = new HttpClient();
        return (int)(await client.GetFromJsonAsync<JsonNode>($"{site}/api/tools?pageSize=1", cancellationToken))!["total"]!;
    }
}
