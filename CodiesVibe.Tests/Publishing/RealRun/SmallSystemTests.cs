using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>Production without cache and monitoring, and what comes before it.</summary>
[Collection(nameof(ProductionTests))]
public sealed class SmallSystemTests(ProductionServer server)
{
    /// <summary>Within which it has to be there, from the first command on.</summary>
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(3);

    private readonly ServerMachine _machine = server.Machine;

    [Theory]
    [Requirement("R028")]
    [InlineData(1, "30s")]
    [InlineData(2, "2s")]
    public async Task Database_application_and_edge_are_a_system(int version, string probes)
    {
        var compose = ComposeVersion.Require(version);
        var deployment = new Deployment(_machine, compose);
        deployment.Publish();

        await UpFailsAsync(deployment, "infra", "CODIESVIBE_ENVIRONMENT|CODIESVIBE_SECRETS|init-secrets.sh");
        await deployment.PrepareAsync();
        await UpFailsAsync(deployment, "cloudflare", "init-secrets.sh");

        await deployment.SetAsync("HEALTH_INTERVAL", probes);
        await deployment.SetAsync("WAIT_FOR", "mongodb");
        var watch = Stopwatch.StartNew();
        await deployment.RunAsync("docker-compose -f docker-compose.infra.yml up -d mongodb");
        await deployment.RunAsync("docker-compose -f docker-compose.production.yml up -d");
        await Eventually.BecomesTrueAsync("the edge is healthy", s_window - watch.Elapsed, async () =>
            (await deployment.ContainersAsync()).Any(container => container is { Name: "nginx", State: "healthy" }));
        using (var client = _machine.CreateHttpClient(deployment.Certificate))
        {
            Assert.InRange((int)JsonNode.Parse(await client.GetStringAsync(Site.Https("/api/tools?pageSize=1"), TestContext.Current.CancellationToken))!["total"]!, 60, int.MaxValue);
        }

        Assert.DoesNotContain(await deployment.ContainersAsync(), container => container.Name is "redis" or "prometheus");
        await deployment.StopAsync();
    }

    /// <summary>One line names what is missing, and nothing is started.</summary>
    private static async Task UpFailsAsync(Deployment deployment, string file, string remedy)
    {
        await using var up = deployment.Start($"docker-compose -f docker-compose.{file}.yml up -d");
        await up.EndAsync();
        Assert.NotEqual(0, up.ExitCode);
        var line = Assert.Single(up.All.Split('\n'), line => line.Length > 0 && !line.Contains("level=warning", StringComparison.Ordinal));
        Assert.Matches(remedy, line);
        Assert.Empty(await deployment.ContainersAsync());
    }
}
