using System.Diagnostics;
using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.LongRequests;
using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Tests.Deployment;

/// <summary>Checks of deployments for each version of compose on the server. Each test begins and ends with version 1.0.0.</summary>
/// <param name="server">The server.</param>
internal sealed class Deployments(DeploymentServer server)
{
    private static readonly EdgeRequest[] s_longRequests = [new("GET", LongRequestEndpoints.SlowPath), new("POST", LongRequestEndpoints.UploadPath, BodyParts: 10)];
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Vps _vps = server.Vps;
    private readonly DeployingMachine _laptop = server.Laptop;

    /// <summary>From nothing to a site, with the layout of the document (R143) and nothing readable that should not be.</summary>
    public async Task CheckFirstAsync()
    {
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
        Assert.Contains("\"total\":", await _vps.GetAsync("/api/tools?pageSize=1"), StringComparison.Ordinal);
        Assert.All(["docker-compose.production.yml", "docker-compose.infra.yml", "nginx.conf", ".env.production", "backups"], name => Assert.True(Path.Exists(_vps.Deployed(name)), name));
        var modes = await _vps.RunAsync("stat -c '%a %n' .env.production secrets releases backups audit.log");
        Assert.Equal("600 .env.production\n700 secrets\n700 releases\n700 backups\n600 audit.log", modes.Trim());
        Assert.Contains("Release 1-1.0.0 serves.", server.FirstOutput, StringComparison.Ordinal);
    }

    /// <summary>A secret that is given is the server's, and is seen nowhere else; another one is refused.</summary>
    public async Task CheckSecretsAsync()
    {
        Assert.Equal(DeployingMachine.Canary, await File.ReadAllTextAsync(_vps.Deployed("secrets/mongodb-password"), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(DeployingMachine.Canary, server.FirstOutput, StringComparison.Ordinal);
        Assert.Equal("./secrets/mongodb-password", (await _vps.RunAsync($"grep -rl {DeployingMachine.Canary} . | grep -v '^./secrets/backend'")).Trim());
        Assert.DoesNotContain(DeployingMachine.Canary, await _vps.RunAsync("docker inspect $(docker ps --all --quiet); for each in $(docker ps --all --quiet); do docker logs $each 2>&1; done"), StringComparison.Ordinal);

        var others = _vps.Machine.Folder.CreateSubdirectory("other-secrets");
        await File.WriteAllTextAsync(Path.Combine(others.FullName, "mongodb-password"), "another", TestContext.Current.CancellationToken);
        var refused = await _laptop.FailAsync("deploy", "Version=2.0.0", "Secrets=directory", $"SecretsDirectory={others.FullName}");
        Assert.Contains("The server has other values of these secrets: mongodb-password.", refused, StringComparison.Ordinal);
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
    }

    /// <summary>A version under load, and back: nothing is lost, and the old colour is stopped but kept.</summary>
    /// <returns>What was printed by the deployment, and by the way back.</returns>
    public async Task<(string Deploy, string Rollback)> CheckStrategyAsync(string strategy)
    {
        int answered;
        string printed, returned;
        await using (var load = await Load.StartAsync(_vps.Machine, longRequests: s_longRequests))
        {
            printed = await _laptop.RunAsync("deploy", "Version=2.0.0", "Secrets=server", $"Strategy={strategy}");
            Assert.Matches("Traffic before: [1-9][0-9]* requests, 0 errors, .*After: [1-9][0-9]* requests, 0 errors, ", printed);
            Assert.Equal(("2.0.0", "2.0.0"), await _vps.VersionsAsync());
            Assert.Equal(2, (await _vps.ContainersAsync()).Count(container => container.State.StartsWith("exited", StringComparison.Ordinal) && container.Config["Image"]!.ToString().Contains(":1.0.0@", StringComparison.Ordinal)));
            returned = await _laptop.RunAsync("rollback");
            Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
            answered = load.Answered;
            Assert.Empty(load.Lost);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{answered} requests");
        return (printed, returned);
    }

    /// <summary>Many deployments under the load of a busy site.</summary>
    public async Task CheckManyAsync(string strategy)
    {
        var watch = Stopwatch.StartNew();
        await using (var load = await Load.StartAsync(_vps.Machine, requestsPerSecond: 400, longRequests: s_longRequests))
        await using (var http2 = await Http2Load.StartAsync(_vps.Machine))
        {
            for (var number = 0; number < 10; number++)
            {
                await _laptop.RunAsync("deploy", $"Version={(number % 2 == 0 ? 2 : 1)}.0.0", $"Strategy={strategy}");
                Assert.Empty(load.Lost);
            }

            var answered = load.Answered;
            Assert.Empty(http2.Lost);
            TestContext.Current.TestOutputHelper?.WriteLine($"{answered} requests, {answered / watch.Elapsed.TotalSeconds:0} a second, and {http2.Answered} of HTTP/2: 10 deployments, 0 lost");
        }
    }

    /// <summary>The control: recreating services where they are loses requests, so the load would see a loss.</summary>
    public async Task CheckRecreateAsync()
    {
        await using (var load = await Load.StartAsync(_vps.Machine))
        {
            Assert.Contains("requests fail until it is healthy again", await _laptop.FailAsync("deploy", "Version=2.0.0", "Strategy=recreate"), StringComparison.Ordinal);
            Assert.Empty(load.Lost);
            var printed = await _laptop.RunAsync("deploy", "Version=2.0.0", "Strategy=recreate", "AllowInterruption=true");
            Assert.Matches("(?s)Recreating frontend.*Recreating nginx.*Recreating backend", printed);
            Assert.Equal(("2.0.0", "2.0.0"), await _vps.VersionsAsync());
            Assert.NotEmpty(load.Lost);
        }

        await _laptop.RunAsync("deploy", "Version=1.0.0");
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
    }

    /// <summary>One service changes, without a lost request and in as many containers as it had, and the other's container stays; the same version again recreates nothing.</summary>
    /// <param name="number">The containers of the backend.</param>
    public async Task CheckServiceAsync(int number)
    {
        await ScaleActiveBackendAsync(number);
        await using (var load = await Load.StartAsync(_vps.Machine))
        {
            await AllAreAskedAsync(number, "1.0.0");
            var before = await RunningAsync();
            await _laptop.RunAsync("deploy", "Version=2.0.0", "Service=backend");
            Assert.Equal(("1.0.0", "2.0.0"), await _vps.VersionsAsync());
            await AllAreAskedAsync(number, "2.0.0");
            var after = await RunningAsync();
            Assert.Equal(Enumerable.Repeat("backend", number), before.Except(after).Select(container => container.Service.Replace("-green", "", StringComparison.Ordinal)));

            Assert.Contains("Nothing would change", await _laptop.RunAsync("deploy", "Version=2.0.0", "Service=backend"), StringComparison.Ordinal);
            Assert.Equal(after, await RunningAsync());
            await _laptop.RunAsync("rollback");
            Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
            Assert.Empty(load.Lost);
        }

        await ScaleActiveBackendAsync(1);
    }

    /// <summary>More containers and fewer, without a lost request; the edge asks each of them.</summary>
    public async Task CheckScaleAsync()
    {
        await using (var load = await Load.StartAsync(_vps.Machine, requestsPerSecond: 200, longRequests: s_longRequests))
        {
            foreach (var number in new[] { 3, 1, 2, 1 })
            {
                await ScaleActiveBackendAsync(number);
                await AllAreAskedAsync(number, "1.0.0");
            }

            var answered = load.Answered;
            Assert.Empty(load.Lost);
            TestContext.Current.TestOutputHelper?.WriteLine($"{answered} requests, 0 lost");
        }

        Assert.Contains("backend has 1 already.", (await _laptop.RunAsync("scale", "Scale=backend", "Replicas=1")).Replace("-green", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Deploy:Replicas is not set. It is how many containers are to serve.", await _laptop.FailAsync("scale", "Scale=backend"), StringComparison.Ordinal);
    }

    /// <summary>Two environments on one server: production gets the very images that staging runs, though their tag means others by now.</summary>
    public async Task CheckPromotionAsync()
    {
        await using var staging = new DeployingMachine(_vps, "staging");
        string[] there =
        [
            "Directory=~/codiesvibe-staging", "Settings:PORT_80=8080", "Settings:PORT_443=8443", "Settings:PORT_3002=13002", "Settings:PORT_9090=19090", "Settings:PORT_9091=19091", "Settings:PORT_9093=19093",
        ];
        Assert.Contains("Nothing is promoted: staging has no release in ~/codiesvibe-staging", await _laptop.FailAsync("deploy", "Promote=staging", "Secrets=server"), StringComparison.Ordinal);
        try
        {
            await staging.RunAsync("deploy", ["Version=2.0.0", .. there]);
            Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
            await Versions.PushAsync(_vps.Machine.Docker, "2.0.0", "ENV REBUILT=yes");
            var printed = await _laptop.RunAsync("deploy", "Promote=staging", "Secrets=server");
            Assert.Matches("Promoting release 1-2.0.0 of staging, deployed by ", printed);
            Assert.Equal(("2.0.0", "2.0.0"), await _vps.VersionsAsync());
            Assert.Equal(await ImagesAsync("../codiesvibe-staging"), await ImagesAsync("."));

            await _vps.RunAsync("docker stop codiesvibe-staging-backend-1");
            Assert.Contains("Nothing is promoted: the backend of staging is exited with code", await _laptop.FailAsync("deploy", "Promote=staging", "Secrets=server"), StringComparison.Ordinal);
        }
        finally
        {
            await staging.RunAsync("take-down", there);
            await _vps.RunAsync("rm -rf ../codiesvibe-staging");
            await Versions.PushAsync(_vps.Machine.Docker, "2.0.0");
        }

        await _laptop.RunAsync("rollback");
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());

        Task<string> ImagesAsync(string directory) => _vps.RunAsync($"grep -E '^(BACKEND|FRONTEND)_IMAGE=.*@sha256:' {directory}/.env");
    }

    private async Task ScaleActiveBackendAsync(int number)
    {
        await _laptop.RunAsync("scale", "Scale=backend", $"Replicas={number}");
        await Eventually.BecomesTrueAsync("the containers are healthy", s_patience, async () => (await BackendsAsync("1.0.0")).Count == number);
    }

    /// <summary>The edge asks each of the backends of a version.</summary>
    private async Task AllAreAskedAsync(int number, string version)
    {
        var backends = await BackendsAsync(version);
        Assert.Equal(number, backends.Count);
        var since = DateTimeOffset.UtcNow.ToString("O");
        var edge = (await _vps.ContainersAsync()).Single(container => container.Service == "nginx");
        await Eventually.BecomesTrueAsync("every backend is asked", s_patience, async () =>
        {
            var (_, log, _) = await _vps.Machine.Docker.RunAsync(["logs", "--since", since, edge.Id]);
            return backends.All(backend => log.Contains($"\"upstream\":\"{backend.Networks["codiesvibe-network"]}:4000\"", StringComparison.Ordinal));
        });
    }

    private async Task<List<RunningContainer>> BackendsAsync(string version) =>
        [.. (await _vps.ContainersAsync()).Where(container => container is { Service: "backend" or "backend-green", State: "healthy" } && container.Config["Image"]!.ToString().Contains($":{version}@", StringComparison.Ordinal))];

    /// <summary>The documentation shows what the commands print.</summary>
    public void CheckShownOutput() => Assert.All(server.Printed, step => ShownOutput.Check(step.Key, step.Value));

    /// <summary>The plan changes nothing on the server.</summary>
    public async Task CheckPlanAsync()
    {
        var before = await _vps.RunAsync("find . -type f -exec sha256sum {} + | sort; docker ps --all --no-trunc --format '{{.ID}} {{.State}}'");
        var plan = await _laptop.RunAsync("plan", "Version=2.0.0");
        Assert.Contains("~ VERSION: 1.0.0 -> 2.0.0", plan, StringComparison.Ordinal);
        Assert.Contains("codiesvibe-backend:1.0.0 -> codiesvibe-backend:2.0.0", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("!", plan, StringComparison.Ordinal);
        Assert.Equal(before, await _vps.RunAsync("find . -type f -exec sha256sum {} + | sort; docker ps --all --no-trunc --format '{{.ID}} {{.State}}'"));
    }

    private async Task<List<(string Service, string Id)>> RunningAsync() =>
        [.. (await _vps.ContainersAsync()).Where(container => container.State is "healthy" or "running").Select(container => (container.Service, container.Id))];
}
