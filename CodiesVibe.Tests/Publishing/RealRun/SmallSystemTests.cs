using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>Production without cache and monitoring, and what comes before it.</summary>
[Collection(nameof(ProductionTests))]
public sealed class SmallSystemTests(ProductionServer server)
{
    /// <summary>Within which it has to be there, from the first command on.</summary>
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan s_visit = TimeSpan.FromSeconds(10);

    private readonly ServerMachine _machine = server.Machine;

    [Theory]
    [Trait("Category", "Drill")]
    [Requirement("R028", "R083", "R086")]
    [InlineData(1, "30s", false)]
    [InlineData(2, "2s", true)] // of two environments on one host
    public async Task Database_application_and_edge_are_a_system(int version, string probes, bool isShared)
    {
        var compose = ComposeVersion.Require(version);
        await _machine.ClearEngineAsync();
        var deployment = new Deployment(_machine, compose);
        deployment.Publish();

        await UpFailsAsync(deployment, "infra", "CODIESVIBE_ENVIRONMENT|CODIESVIBE_SECRETS|init-secrets.sh");
        await deployment.PrepareAsync();
        await UpFailsAsync(deployment, "cloudflare", "init-secrets.sh");

        await deployment.SetAsync("HEALTH_INTERVAL", probes);
        await deployment.SetAsync("WAIT_FOR", "mongodb");
        await StartAsync(deployment, edge: "nginx");
        await ServesAsync(deployment);
        Assert.DoesNotContain(await deployment.ContainersAsync(), container => container.Service is "redis" or "prometheus");
        if (isShared)
        {
            await CheckMemoryAsync();
            await CheckSecondEnvironmentAsync(compose);
            await ServesAsync(deployment);
        }

        await deployment.StopAsync();
    }

    /// <summary>Under visitors, every service has a fifth of its memory left. That of the database is not looked at, because MongoDB's stand-in says nothing of it.</summary>
    private async Task CheckMemoryAsync()
    {
        await using (var load = await Load.StartAsync(_machine, requestsPerSecond: 100))
        {
            await Task.Delay(s_visit, TestContext.Current.CancellationToken);
            Assert.Empty(load.Lost);
        }

        var used = (await _machine.Docker.DockerAsync("stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}} {{.MemPerc}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', used));
        Assert.All(used.Where(line => !line.StartsWith("mongodb ", StringComparison.Ordinal)), line =>
            Assert.InRange(double.Parse(line.Split(' ')[^1].TrimEnd('%'), CultureInfo.InvariantCulture), 0.1, 80));
    }

    /// <summary>With names and ports of its own, it starts, serves its own certificate and redirects to its own port, and goes.</summary>
    private async Task CheckSecondEnvironmentAsync(ComposeVersion compose)
    {
        var first = (await RunningContainer.AllAsync(_machine.Docker)).Select(container => (container.Id, container.Process)).ToList();
        var second = new Deployment(_machine, compose, "staging");
        second.Publish();
        await second.PrepareAsync(("COMPOSE_PROJECT_NAME", "codiesvibe-staging"), ("NAME_PREFIX", "staging-"), ("PORT_80", "8080"), ("PORT_443", "8443"), ("WAIT_FOR", "mongodb"));
        await StartAsync(second, edge: "staging-nginx");
        await ServesAsync(second, port: ":8443");
        using (var client = _machine.CreateHttpClient())
        using (var plain = await client.GetAsync($"http://{ServerMachine.Host}:8080/tools?page=2", TestContext.Current.CancellationToken))
        {
            Assert.Equal($"https://{ServerMachine.Host}:8443/tools?page=2", plain.Headers.Location!.ToString());
        }

        await second.DownAsync();
        Assert.Equal(first, (await RunningContainer.AllAsync(_machine.Docker)).Select(container => (container.Id, container.Process)));
    }

    private static async Task StartAsync(Deployment deployment, string edge)
    {
        var watch = Stopwatch.StartNew();
        await deployment.RunAsync("docker-compose -f docker-compose.infra.yml up -d mongodb");
        await deployment.RunAsync("docker-compose -f docker-compose.production.yml up -d");
        await Eventually.BecomesTrueAsync("the edge is healthy", s_window - watch.Elapsed, async () =>
            (await deployment.ContainersAsync()).Any(container => container.Name == edge && container.State == "healthy"));
    }

    private async Task ServesAsync(Deployment deployment, string port = "")
    {
        using var client = _machine.CreateHttpClient(deployment.Certificate);
        var tools = await client.GetStringAsync($"https://{ServerMachine.Host}{port}/api/tools?pageSize=1", TestContext.Current.CancellationToken);
        Assert.InRange((int)JsonNode.Parse(tools)!["total"]!, 60, int.MaxValue);
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
