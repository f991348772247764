using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Server;

/// <summary>The script that puts releases into service, in the shells of Debian and Alpine; docker is a stand-in.</summary>
public sealed class ReleaseScriptTests
{
    private static readonly DeployOptions s_next = DeployedServer.Options with { Version = "2.0.0" };

    [Theory]
    [Requirement("R154", "R155")]
    [InlineData("dash")]
    [InlineData("busybox", Traits = ["Category", "Drill"])]
    public async Task A_rolling_deployment_switches_one_service_after_the_other(string shell)
    {
        using var server = await DeployedAsync(shell);
        var release = await server.StageAsync(s_next);
        var run = await server.ActivateAsync(release, "confirmed");
        AssertServes(server, release, run.ExitCode, "frontend-green", "backend-green");
        Assert.Equal(["exited", "exited"], new[] { server.Container("frontend"), server.Container("backend") });
        Assert.Equal(["Switched to frontend (green)", "Switched to backend (green)"], Log(server, release).Where(line => line.StartsWith("Switched", StringComparison.Ordinal)));
        Assert.Equal(["Stopping what was replaced", "confirmed"], Log(server, release).TakeLast(2));
    }

    [Theory]
    [Requirement("R084")]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task A_blue_green_deployment_switches_both_in_one_step(string shell)
    {
        using var server = await DeployedAsync(shell);
        var release = await server.StageAsync(s_next with { Strategy = Strategy.BlueGreen, KeepOldColourRunning = true });
        var run = await server.ActivateAsync(release, "confirmed");
        AssertServes(server, release, run.ExitCode, "frontend-green", "backend-green");
        Assert.Equal(["running", "running"], new[] { server.Container("frontend"), server.Container("backend") });
        Assert.Single(Log(server, release), "Switched to frontend (green) backend (green)");
    }

    /// <summary>As many as an operator started, whichever slot serves, whatever the strategy.</summary>
    [Theory]
    [Requirement("R176")]
    [InlineData("dash", Strategy.Rolling)]
    [InlineData("busybox", Strategy.Rolling, Traits = ["Category", "Drill"])]
    [InlineData("dash", Strategy.BlueGreen)]
    [InlineData("dash", Strategy.Recreate)]
    public async Task A_scaled_service_keeps_its_number_of_containers(string shell, Strategy strategy)
    {
        using var server = await DeployedAsync(shell);
        await server.ScaleAsync("backend", 3);
        await server.DeployAsync(s_next with { Strategy = strategy });
        Assert.Equal((1, 3), await ServingAsync());
        await server.DeployAsync(s_next with { Version = "3.0.0", Strategy = strategy });
        Assert.Equal((1, 3), await ServingAsync());

        var release = await server.StageAsync(s_next with { Version = "4.0.0", Strategy = strategy });
        Assert.Equal(1, (await server.ActivateAsync(release, "refused")).ExitCode);
        Assert.Equal((1, 3), await ServingAsync());

        async Task<(int Frontend, int Backend)> ServingAsync()
        {
            var state = await server.InspectAsync();
            int Running(string service) => state.ContainersOf(state.ActiveKey(service)).Count(container => container.Status == "running");
            return (Running("frontend"), Running("backend"));
        }
    }

    [Fact]
    public async Task What_served_returns_in_its_number_of_containers()
    {
        using var server = await DeployedAsync("dash");
        await server.ScaleAsync("backend", 2);
        var release = await server.StageAsync(s_next);
        // The old containers are lost while the new ones wait for their verdict.
        var run = await server.ActivateAsync(release, "refused", () => server.RemoveContainers("backend"));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(2, (await server.InspectAsync()).ContainersOf("backend").Count());
    }

    [Fact]
    [Requirement("R147")]
    public async Task The_infrastructure_starts_before_the_application()
    {
        using var server = await DeployedAsync("dash");
        var started = server.Calls.Where(call => call.Contains(" up -d", StringComparison.Ordinal)).ToList();
        Assert.Contains("docker-compose.infra.yml", started[0], StringComparison.Ordinal);
        Assert.Contains(started.Skip(1), call => call.Contains("docker-compose.production.yml", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox", Traits = ["Category", "Drill"])]
    public async Task Recreate_leaves_the_slots_as_they_are(string shell)
    {
        using var server = await DeployedAsync(shell);
        var release = await server.StageAsync(s_next with { Strategy = Strategy.Recreate });
        var run = await server.ActivateAsync(release, "confirmed");
        AssertServes(server, release, run.ExitCode, "frontend", "backend");
        Assert.Empty(server.Flags);
        Assert.Equal(3, server.Calls.Count(call => call.Contains("--force-recreate", StringComparison.Ordinal)));
        Assert.Null(server.Container("backend-green"));
    }

    [Fact]
    public async Task A_server_just_deployed_to_has_no_drift_and_the_same_version_changes_nothing()
    {
        using var server = await DeployedAsync("dash");
        var plan = DeployedServer.Plan(await server.InspectAsync());
        Assert.Empty(plan.Drifts);
        Assert.Empty(plan.Changes);
        await server.DeployAsync(s_next);
        plan = DeployedServer.Plan(await server.InspectAsync(), s_next);
        Assert.Empty(plan.Drifts);
        Assert.Empty(plan.Changes);
    }

    [Theory]
    [Requirement("R159")]
    [InlineData("dash", "2-sick", "backend-green did not become healthy within 1 s.", "health check: connection refused")]
    [InlineData("busybox", "2-sick", "backend-green did not become healthy within 1 s.", "health check: connection refused", Traits = ["Category", "Drill"])]
    [InlineData("dash", "2-crash", "backend-green does not keep running.", "| the last words of backend-green")]
    [InlineData("busybox", "2-crash", "backend-green does not keep running.", "| the last words of backend-green", Traits = ["Category", "Drill"])]
    [InlineData("dash", "2-unhealthy", "backend-green is unhealthy.", "| the last words of backend-green")]
    [InlineData("dash", "2-restarting", "backend-green does not keep running: the engine restarts it.", "| the last words of backend-green")]
    [InlineData("dash", "2-unstartable", "backend-green could not be started.", "the stand-in does not start backend-green")]
    public async Task A_bad_release_never_serves(string shell, string version, string error, string evidence)
    {
        using var server = await DeployedAsync(shell);
        var before = server.Served();
        var release = await server.StageAsync(DeployedServer.Options with { Version = version, Service = ServiceChoice.Backend });
        server.Set(release, "CONTAINERS_TIMEOUT", "1");
        var run = await server.ReleaseAsync(null, "activate", release);
        AssertReturned(server, release, run.ExitCode, before);
        var log = Log(server, release);
        Assert.Contains($"error: {error}", log);
        Assert.Contains(log.TakeWhile(line => !line.StartsWith("error", StringComparison.Ordinal)), line => line.Contains(evidence, StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.StartsWith("Switched", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox", Traits = ["Category", "Drill"])]
    public async Task A_refused_release_is_undone(string shell)
    {
        using var server = await DeployedAsync(shell);
        var before = server.Served();
        var release = await server.StageAsync(s_next);
        var run = await server.ActivateAsync(release, "refused");
        AssertReturned(server, release, run.ExitCode, before);
        Assert.Contains("error: The release was refused.", Log(server, release));
    }

    [Fact]
    public async Task Without_a_verdict_it_returns_by_itself()
    {
        using var server = await DeployedAsync("dash");
        var before = server.Served();
        var release = await server.StageAsync(s_next);
        server.Set(release, "CONFIRMATION_TIMEOUT", "1");
        var run = await server.ReleaseAsync(null, "activate", release);
        AssertReturned(server, release, run.ExitCode, before);
        Assert.Contains("error: Nobody confirmed the release within 1 s.", Log(server, release));
    }

    [Fact]
    [Requirement("R164")]
    public async Task A_first_deployment_that_fails_leaves_no_container()
    {
        using var server = new StandInServer("dash");
        var release = await server.StageAsync(DeployedServer.Options with { Version = "1-sick" });
        server.Set(release, "CONTAINERS_TIMEOUT", "1");
        Assert.Equal(1, (await server.ReleaseAsync(null, "activate", release)).ExitCode);
        Assert.Equal("returned", server.Read($"releases/{release}/phase"));
        Assert.Empty((await server.InspectAsync()).Containers);
        Assert.False(File.Exists(server.At("activating")));
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox", Traits = ["Category", "Drill"])]
    public async Task The_script_in_a_release_returns_to_it(string shell)
    {
        using var server = await DeployedAsync(shell);
        await server.DeployAsync(s_next);
        var run = await server.RunAsync(["releases/1-1.0.0/rollback.sh"]);
        Assert.True(run.ExitCode == 0, run.All);
        AssertServes(server, "1-1.0.0", run.ExitCode, "frontend", "backend");
        Assert.EndsWith("confirmed", run.Output, StringComparison.Ordinal);
        Assert.Equal(DeployedServer.Images("1.0.0")["backend"], server.ImageOf("backend"));
    }

    [Fact]
    public async Task The_names_of_the_site_are_loaded_by_the_edge()
    {
        using var server = await DeployedAsync("dash");
        var release = await server.DeployAsync(DeployedServer.Options with { Settings = new Dictionary<string, string> { ["SITE_NAMES"] = "example.org" } });
        Assert.Contains("Reloading nginx", Log(server, release));
        Assert.Equal("example.org example.org;", server.Read("state/names.conf"));
        Assert.False(File.Exists(server.At("state/closing")));
    }

    [Theory]
    [InlineData("activate", "9-none")]
    [InlineData("rollback", "9-none")]
    [InlineData("nonsense", "1-1.0.0")]
    public async Task A_wrong_call_changes_nothing(string command, string release)
    {
        using var server = await DeployedAsync("dash");
        var before = server.Served();
        var run = await server.RunAsync(["releases/1-1.0.0/release.sh", command, release]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.NotEmpty(run.Errors);
        Assert.Equal(before, server.Served());
    }

    private static async Task<StandInServer> DeployedAsync(string shell)
    {
        var server = new StandInServer(shell);
        await server.DeployAsync(DeployedServer.Options);
        return server;
    }

    private static void AssertServes(StandInServer server, string release, int exitCode, string frontend, string backend)
    {
        Assert.True(exitCode == 0, server.Read($"releases/{release}/log"));
        Assert.Equal("confirmed", server.Read($"releases/{release}/phase"));
        Assert.Equal($"releases/{release}", new FileInfo(server.At("current")).LinkTarget);
        Assert.False(File.Exists(server.At("activating")));
        Assert.Equal(["running", "running"], new[] { server.Container(frontend), server.Container(backend) });
        Assert.Equal(new[] { frontend, backend }.Where(key => key.EndsWith("-green", StringComparison.Ordinal)).Order(StringComparer.Ordinal), server.Flags);
    }

    private static void AssertReturned(StandInServer server, string release, int exitCode, IReadOnlyList<string> before)
    {
        Assert.Equal(1, exitCode);
        Assert.Equal("returned", server.Read($"releases/{release}/phase"));
        Assert.Equal("returned to 1-1.0.0", Log(server, release)[^1]);
        Assert.False(File.Exists(server.At("activating")));
        Assert.Equal(before, server.Served());
        Assert.Equal(["running", "running", null, null], new[] { server.Container("frontend"), server.Container("backend"), server.Container("frontend-green"), server.Container("backend-green") });
    }

    /// <summary>The lines of a log without their times.</summary>
    private static string[] Log(StandInServer server, string release) => [.. server.Read($"releases/{release}/log").Split('\n').Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])];
}
