using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.V1;
using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.Containers;

/// <summary>The monitoring, as containers where the container engine has the images.</summary>
[Collection(nameof(ContainerEngine))]
public sealed class MonitoringContainersTests(ContainerEngine engine) : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-monitoring-");

    public async ValueTask InitializeAsync()
    {
        await SiteImages.ImportAsync(engine);
        await MonitoringImages.ImportAsync(engine);
        await TunnelImage.ImportBaseAsync(engine);
    }

    [Fact]
    [Trait("Category", "Drill")]
    public async Task Monitoring_with_local_images_runs_in_containers_that_reach_programs_of_this_machine()
    {
        var token = TestContext.Current.CancellationToken;
        await using (var host = Start())
        {
            await host.Resources.WaitUntilHealthyAsync("prometheus", token);
            await host.Resources.WaitUntilHealthyAsync("alertmanager", token);
            using var prometheus = Client(host, "prometheus");
            await Eventually.BecomesTrueAsync("Prometheus reaches the backend, Alertmanager and itself", s_patience, async () =>
                (await TargetsAsync(prometheus, "up")).Keys.ToHashSet().IsSupersetOf(["backend", "alertmanager", "prometheus"]));

            var up = await TargetsAsync(prometheus, "up");
            Assert.StartsWith("aspire.dev.internal:", up["backend"], StringComparison.Ordinal);
            Assert.Equal("alertmanager.dev.internal:9093", up["alertmanager"]);
            await Eventually.BecomesTrueAsync("Prometheus knows Alertmanager", s_patience, async () =>
                (await prometheus.GetFromJsonAsync<JsonNode>("/api/v1/alertmanagers", token))!["data"]!["activeAlertmanagers"]!.AsArray().Count == 1);
            using var alertmanager = Client(host, "alertmanager");
            var status = await alertmanager.GetFromJsonAsync<JsonNode>("/api/v2/status", token);
            Assert.DoesNotContain("_configs", (string)status!["config"]!["original"]!, StringComparison.Ordinal); // no notifications

            await host.Resources.WaitUntilHealthyAsync("grafana", token);
            using var grafana = Client(host, "grafana");
            var sources = await grafana.GetStringAsync("/etc/grafana/provisioning/datasources/datasources.yml", token);
            Assert.Contains("url: http://prometheus.dev.internal:9090", sources, StringComparison.Ordinal);
            Assert.Contains("url: http://alertmanager.dev.internal:9093", sources, StringComparison.Ordinal);
            Assert.DoesNotContain("loki", sources, StringComparison.Ordinal); // it does not run

            Assert.All(["prometheus", "alertmanager", "grafana"], name => Assert.Equal("Container", Find(host, name).ResourceType));
            Assert.All(["loki", "promtail"], name => Assert.Equal("Not available", Find(host, name).State));
            Assert.NotEqual("Container", Find(host, "node-exporter").ResourceType);
            Assert.Equal(0, await host.StopAsync(token));
        }

        await engine.UntilEmptyAsync();
        var volumes = (await engine.DockerAsync("volume", "ls", "--quiet", "--filter", "name=codiesvibe-")).Split('\n').Select(volume => volume[(volume.LastIndexOf('-') + 1)..]);
        Assert.Superset(new HashSet<string> { "prometheus", "alertmanager", "grafana" }, volumes.ToHashSet());
    }

    public async ValueTask DisposeAsync()
    {
        await SiteImages.RemoveVolumesAsync(engine);
        await MonitoringImages.RemoveAsync(engine);
        _folder.Delete(recursive: true);
    }

    private AppHostProcess Start() => SiteAppHost.Start(new Dictionary<string, string?>
    {
        ["AppHost__Runtime"] = "auto",
        ["AppHost__DataDirectory"] = Path.Combine(_folder.FullName, "data"),
        ["DOCKER_HOST"] = engine.Address,
        ["DOCKER_CONFIG"] = engine.ClientFolder,
    });

    private static Resource Find(AppHostProcess host, string resource) => host.Resources.Current.Single(r => r.DisplayName == resource);

    private static HttpClient Client(AppHostProcess host, string resource) => new() { BaseAddress = new(Find(host, resource).Urls[0].FullUrl) };

    /// <summary>The address of each target in that state.</summary>
    private static async Task<Dictionary<string, string>> TargetsAsync(HttpClient prometheus, string health)
    {
        var answer = await prometheus.GetFromJsonAsync<JsonNode>("/api/v1/targets", TestContext.Current.CancellationToken);
        return answer!["data"]!["activeTargets"]!.AsArray().Where(target => (string?)target!["health"] == health)
            .ToDictionary(target => (string)target!["labels"]!["service"]!, target => (string)target!["labels"]!["instance"]!);
    }
}
