using System.Diagnostics;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Docs;
using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Tests.Deployment;

/// <summary>The commands of whoever is on call, on a server that really fails.</summary>
[Collection(nameof(DeploymentDrills))]
[Trait("Category", "Drill")]
public sealed class OperationTests(DeployV2Tests.Server server) : IClassFixture<DeployV2Tests.Server>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Vps _vps = server.Vps;
    private readonly DeployingMachine _laptop = server.Laptop;

    [Fact]
    [Requirement("R166", "R215")]
    [Trait("Drill", "Day")]
    public async Task The_doctor_finds_what_is_broken_and_a_restart_mends_it()
    {
        Assert.Contains("No check failed", await _laptop.RunAsync("doctor"), StringComparison.Ordinal);
        await _vps.RunAsync("docker stop nginx; mount -t tmpfs -o size=4k tmpfs backups");
        var holder = _vps.Machine.Start(["busybox", "httpd", "-f", "-p", "80"], _vps.Home);
        try
        {
            await Eventually.BecomesTrueAsync("port 80 is taken", s_patience, async () => (await _vps.RunAsync("ss -Hltn 'sport = :80'")).Length > 0);
            var printed = await _laptop.FailAsync("doctor");
            Assert.Matches(@"fail  disk +\S*/backups has 0 MiB free", printed);
            Assert.Matches(@"fail  ports +port 80, which nginx publishes, is held by 'busybox' \(process [0-9]+\)", printed);
            Assert.Matches(@"fail  containers +nginx is exited with code 0", printed);
            Assert.Contains("checks failed: disk, ports, containers", printed, StringComparison.Ordinal);

            // A backup that has no room is no backup.
            Assert.Matches("(no space left on device|Is the disk full\\?)", await _laptop.FailAsync("backup"));
            Assert.Empty((await _vps.RunAsync("ls backups")).Trim());

            // The engine cannot publish the port, and the message says so.
            Assert.Contains("The restart ended here", await _laptop.FailAsync("restart", "Restart=nginx"), StringComparison.Ordinal);
        }
        finally
        {
            await holder.DisposeAsync();
            await _vps.RunAsync("umount backups");
        }

        Assert.Contains("failed last: data", await _laptop.FailAsync("doctor"), StringComparison.Ordinal);
        await _laptop.RunAsync("backup");

        Assert.Contains("Healthy: nginx", await _laptop.RunAsync("restart", "Restart=nginx"), StringComparison.Ordinal);
        Assert.Contains("No check failed", await _laptop.RunAsync("doctor"), StringComparison.Ordinal);
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
    }

    [Fact]
    [Requirement("R030", "R203", "R213")]
    public async Task All_services_are_restarted_in_their_order_and_their_logs_are_shown()
    {
        await _laptop.RunAsync("restart");
        // In the order of their start: a group has started before the next one begins.
        var started = (await _vps.RunAsync("""for name in mongodb codiesvibe-backend-1 codiesvibe-frontend-1 nginx prometheus; do docker inspect --format '{{.State.StartedAt}}' "$name"; done"""))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(started.Order(StringComparer.Ordinal), started);
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());

        var log = await _laptop.RunAsync("logs", "Logs=backend", "Lines=5");
        Assert.InRange(log.Split('\n').Count(line => line.StartsWith("codiesvibe-backend-1 | ", StringComparison.Ordinal)), 1, 5);
        Assert.DoesNotContain(DeployingMachine.Canary, await _laptop.RunAsync("logs", "Since=10m"), StringComparison.Ordinal);
        Assert.Contains("Deploy:Logs is one of", await _laptop.FailAsync("logs", "Logs=mongo"), StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("R203", "R209")]
    [InlineData("A container stopped", "docker stop nginx")]
    [InlineData("The database does not answer", "docker stop mongodb")]
    [InlineData("The cache does not answer", "docker stop redis")]
    [InlineData("The monitoring is down", "docker stop prometheus")]
    [InlineData("The server was off", "docker stop $(docker ps --quiet)")]
    public async Task The_handbook_shows_a_failure_and_mends_it(string name, string failure)
    {
        var scenario = Handbook.Scenarios.Single(entry => entry.Name == name);
        await _vps.RunAsync(failure);
        var shown = "";
        foreach (var check in scenario.Checks.Where(Handbook.IsCommand))
        {
            // A check that finds something fails.
            await using var command = Start(check);
            await command.EndAsync();
            shown += command.All;
        }

        Assert.All(scenario.Shows, symptom => Assert.Contains(symptom, shown, StringComparison.Ordinal));
        var watch = Stopwatch.StartNew();
        await using (var command = Start(scenario.Does.First(Handbook.IsCommand)))
        {
            await command.EndAsync();
            Assert.True(command.ExitCode == 0, command.All);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {watch.Elapsed.TotalSeconds:0} s");
        await Eventually.BecomesTrueAsync("the site answers", s_patience, async () => (await _vps.GetAsync("/api/tools?pageSize=1")).StartsWith('{'));
        Assert.Contains("No check failed", await _laptop.RunAsync("doctor"), StringComparison.Ordinal);

        Command Start(string text)
        {
            var parts = text["dotnet aspire do ".Length..].Split(" -- ", 2);
            return _laptop.Start(parts[0], [.. parts.Skip(1).SelectMany(options => options.Split(' ')).Select(option => option["--Deploy:".Length..])]);
        }
    }

    [Fact]
    [Requirement("R204")]
    public async Task A_deployment_goes_on_without_the_monitoring_where_that_is_asked_for()
    {
        // A Prometheus that cannot start: its port is taken.
        await _vps.RunAsync("docker stop prometheus");
        await using (_vps.Machine.Start(["busybox", "httpd", "-f", "-p", "127.0.0.1:9090"], _vps.Home))
        {
            await Eventually.BecomesTrueAsync("the port is taken", s_patience, async () => (await _vps.RunAsync("ss -Hltn 'sport = :9090'")).Length > 0);
            Assert.Contains("port 9090", await _laptop.FailAsync("deploy", "Version=2.0.0"), StringComparison.Ordinal);
            Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
            await _laptop.RunAsync("deploy", "Version=2.0.0", "SkipMonitoring=true");
            Assert.Equal(("2.0.0", "2.0.0"), await _vps.VersionsAsync());
            await _laptop.RunAsync("rollback", "SkipMonitoring=true");
        }

        await _laptop.RunAsync("restart", "Restart=prometheus");
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
    }

    [Fact]
    [Requirement("R197")]
    public async Task A_probe_from_outside_sees_the_site_and_its_certificate()
    {
        // Nobody but the server has issued its first certificate.
        var printed = await _laptop.FailAsync("probe", $"Address={ServerMachine.Host}");
        Assert.Matches(@"pass  /version\.json +200 in [0-9]+ ms, version 1\.0\.0", printed);
        Assert.Matches(@"pass  /health/mongodb +200 in", printed);
        Assert.Matches("fail  certificate ", printed);
    }

    [Fact]
    [Requirement("R142", "R163")]
    public async Task People_are_told_of_deployments_and_rollbacks_that_succeed_and_that_fail()
    {
        await using var listener = await AlertListener.StartAsync(_vps.Machine, "127.0.0.1");
        var channels = _vps.Machine.Folder.CreateSubdirectory("channels").FullName;
        await File.WriteAllTextAsync(Path.Combine(channels, "webhook-url"), $"{listener.Address}hook", TestContext.Current.CancellationToken);
        var option = $"NotificationsDirectory={channels}";

        await _laptop.RunAsync("deploy", "Version=2.0.0", option);
        await _laptop.RunAsync("rollback", option);
        await _laptop.FailAsync("rollback", "To=99", option);
        await Versions.PushAsync(_vps.Machine.Docker, "9.0.0", """ENTRYPOINT ["dotnet", "/nowhere.dll"]""");
        await _laptop.FailAsync("deploy", "Version=9.0.0", option);

        Assert.Collection(
            listener.Received,
            notice => Assert.Matches("\"result\":\"succeeded\",\"text\":\"Release [0-9]+-2.0.0 serves", notice),
            notice => Assert.Matches("\"result\":\"succeeded\",\"text\":\"Rolled back from [0-9]+-2.0.0 to [0-9]+-1.0.0, which serves", notice),
            notice => Assert.Contains("\"result\":\"failed\",\"text\":\"The rollback failed: There is no confirmed release 99.", notice, StringComparison.Ordinal),
            notice => Assert.Contains("\"result\":\"failed\",\"text\":\"The deployment of 9.0.0 failed: The release did not come into service. backend-green does not keep running", notice, StringComparison.Ordinal));
        Assert.DoesNotContain(listener.Received, notice => notice.Contains(DeployingMachine.Canary, StringComparison.Ordinal));
        Assert.Equal(("1.0.0", "1.0.0"), await _vps.VersionsAsync());
    }
}
