using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Tests.Deployment;

/// <summary>What fails around the release: the link, the engine, the power, the registry, a port.</summary>
public sealed partial class FaultTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private const string Token = "token-8fe2c1d04b";

    /// <summary>The token, as a registry stores it.</summary>
    private const string Account = "deployer:$2y$05$abcdefghijklmnopqrstuuwbwidSp2lH2caufA47D8dQOSsYEswTy";

    [Theory]
    [Trait("Category", "Drill")]
    [InlineData("Starting backend-green")]
    [InlineData("Waiting for the verdict")]
    public async Task When_the_link_is_cut_the_server_returns_by_itself(string moment)
    {
        await using (var load = await Load.StartAsync(_vps.Machine))
        {
            await using var deployer = _laptop.Start("deploy", "Version=2.0.0", "Timeouts:Confirmation=4", "Timeouts:Observation=60");
            await deployer.PrintsAsync(moment);
            await _vps.Machine.SetLinkAsync(isUp: false);
            await deployer.EndAsync();
            Assert.Equal(1, deployer.ExitCode);
            Assert.Contains($"The connection to {ServerMachine.Host} was lost", deployer.All, StringComparison.Ordinal);
            await _vps.Machine.SetLinkAsync(isUp: true);
            await _vps.UntilNobodyDeploysAsync();
            Assert.Empty(load.Lost);
        }

        await CheckOldServesAsync();
    }

    [Theory]
    [Trait("Category", "Drill")]
    [InlineData("Starting backend-green")]
    [InlineData("Waiting for the verdict")]
    public async Task When_the_engine_is_killed_one_version_serves_and_the_next_deployment_cleans_up(string moment)
    {
        await using (var deployer = _laptop.Start("deploy", "Version=2.0.0", "Timeouts:Confirmation=10", "Timeouts:Observation=60"))
        {
            await deployer.PrintsAsync(moment);
            await _vps.Machine.RestartEngineAsync();
            await deployer.EndAsync();
            Assert.Equal(1, deployer.ExitCode);
            await _vps.UntilNobodyDeploysAsync();
        }

        await CheckEitherServesAndTheNextSucceedsAsync();
    }

    [Theory]
    [Trait("Category", "Drill")]
    [InlineData("Starting backend-green")]
    [InlineData("Waiting for the verdict")]
    public async Task After_a_loss_of_power_one_version_serves_and_the_next_deployment_cleans_up(string moment)
    {
        await using (var deployer = _laptop.Start("deploy", "Version=2.0.0", "Timeouts:Observation=60"))
        {
            await deployer.PrintsAsync(moment);
            await _vps.Machine.LosePowerAsync();
            await deployer.KillAsync();
        }

        await CheckEitherServesAndTheNextSucceedsAsync();
    }

    [Fact]
    [Requirement("R148")]
    public async Task A_registry_that_lost_a_layer_changes_nothing()
    {
        await Versions.PushAsync(_vps.Machine.Docker, "3.0.0");
        await _vps.LoseLayersAsync("3.0.0");
        var printed = await _laptop.FailAsync("deploy", "Version=3.0.0");
        Assert.Contains("cannot be pulled. What serves is untouched.", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("trying again", printed, StringComparison.Ordinal);
        await CheckOldServesAsync();
    }

    [Fact]
    [Trait("Category", "Drill")]
    public async Task A_registry_that_goes_away_is_tried_three_times_and_changes_nothing()
    {
        await Versions.PushAsync(_vps.Machine.Docker, "3.1.0");
        await using (var deployer = _laptop.Start("deploy", "Version=3.1.0"))
        {
            await deployer.PrintsAsync("codiesvibe-backend:3.1.0 is in the registry");
            await _vps.StopRegistryAsync();
            await deployer.EndAsync();
            Assert.Equal(1, deployer.ExitCode);
            Assert.Contains("Attempt 2 failed; trying again", deployer.All, StringComparison.Ordinal);
            Assert.DoesNotContain("Attempt 3 failed", deployer.All, StringComparison.Ordinal);
            Assert.Contains("cannot be pulled. What serves is untouched.", deployer.All, StringComparison.Ordinal);
        }

        await _vps.StartRegistryAsync();
        await CheckOldServesAsync();
    }

    [Fact]
    [Trait("Category", "Drill")]
    public async Task A_registry_with_an_account_refuses_strangers_and_its_token_stays_nowhere()
    {
        await Versions.PushAsync(_vps.Machine.Docker, "3.2.0");
        await _vps.StartRegistryAsync(Account);
        var tokenFile = Path.Combine(_vps.Machine.Folder.FullName, "token");
        await File.WriteAllTextAsync(tokenFile, $"{Token}\n", TestContext.Current.CancellationToken);
        try
        {
            var refused = await _laptop.FailAsync("deploy", "Version=3.2.0");
            Assert.Contains("RegistryTokenFile", refused, StringComparison.Ordinal);
            Assert.DoesNotContain("Connected", refused, StringComparison.Ordinal);

            await using var deployer = _laptop.Start("deploy", "Version=3.2.0", "RegistryUser=deployer", $"RegistryTokenFile={tokenFile}");
            var seen = new HashSet<string>();
            while (!deployer.HasEnded)
            {
                seen.UnionWith(ServerMachine.CommandLines());
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            Assert.True(deployer.ExitCode == 0, deployer.All);
            // Of ssh, which runs as long as the pull.
            Assert.Contains(seen, line => line.Contains("login --username", StringComparison.Ordinal) && line.Contains("deployer", StringComparison.Ordinal));
            Assert.DoesNotContain(seen, line => line.Contains(Token, StringComparison.Ordinal) || line.Contains(DeployingMachine.Canary, StringComparison.Ordinal));
            Assert.DoesNotContain(Token, deployer.All, StringComparison.Ordinal);
            // The server has it in no file, neither as it is nor as docker keeps it.
            var kept = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"deployer:{Token}"));
            Assert.Equal("", await _vps.RunAsync($"grep -rlE '{Token}|{kept}' /root /tmp/*docker* 2> /dev/null || true"));
            Assert.DoesNotContain(Token, await _vps.RunAsync("docker inspect $(docker ps --all --quiet)"), StringComparison.Ordinal);
        }
        finally
        {
            await _vps.StartRegistryAsync();
            await _laptop.RunAsync("deploy", "Version=1.0.0");
        }
    }

    [Fact]
    [Trait("Category", "Drill")]
    [Requirement("R166")]
    public async Task A_port_that_a_program_holds_is_named_and_freed_when_allowed()
    {
        await _laptop.RunAsync("take-down");
        Assert.Empty(await _vps.ContainersAsync());
        await using var holder = _vps.Machine.Start(["busybox", "httpd", "-f", "-p", "80"], _vps.Home);
        await Eventually.BecomesTrueAsync("port 80 is taken", s_patience, async () => (await _vps.RunAsync("ss -Hltn 'sport = :80'")).Length > 0);

        var printed = await _laptop.FailAsync("deploy", "Version=1.0.0");
        Assert.Matches(@"port 80, which nginx publishes, is held by 'busybox' \(process [0-9]+\)", printed);
        Assert.Contains("--Deploy:FreePorts=true", printed, StringComparison.Ordinal);
        Assert.False(holder.HasEnded);
        Assert.Empty(await _vps.ContainersAsync());

        await _laptop.RunAsync("deploy", "Version=1.0.0", "FreePorts=true");
        Assert.True(holder.HasEnded);
        await CheckOldServesAsync();
    }

    private async Task CheckEitherServesAndTheNextSucceedsAsync()
    {
        await Eventually.BecomesTrueAsync("both services respond", s_patience, async () => await _vps.VersionsAsync() is (not null, not null));
        Assert.Contains(await _vps.VersionsAsync(), new (string?, string?)[] { ("1.0.0", "1.0.0"), ("2.0.0", "2.0.0"), ("2.0.0", "1.0.0") });
        await _laptop.RunAsync("deploy", "Version=2.0.0");
        Assert.Equal(("2.0.0", "2.0.0"), await _vps.VersionsAsync());
        await _laptop.RunAsync("deploy", "Version=1.0.0");
        await CheckOldServesAsync();
    }
}
