using System.Collections.Concurrent;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Server;

/// <summary>A deployment that is killed before any call to docker and any change of a file leaves what can be recovered: the old version or the new one, whole.</summary>
public sealed class RecoveryTests
{
    [Theory]
    [Requirement("R144")]
    [InlineData(Strategy.Rolling, "backend-green")]
    [InlineData(Strategy.BlueGreen, "backend-green")]
    [InlineData(Strategy.Recreate, "backend")]
    public async Task A_kill_of_a_deployment_leaves_one_version_whole(Strategy strategy, string key)
    {
        using var server = new StandInServer("dash");
        await server.DeployAsync(DeployedServer.Options, isSmall: true);
        var release = await server.StageAsync(Next(strategy), isSmall: true);
        server.Set(release, "CONFIRMATION_TIMEOUT", "0");
        await KillEverywhereAsync(server, ["activate", release], before: ("backend", "1.0.0"), after: (key, "2.0.0"));
    }

    [Fact]
    public async Task A_kill_of_a_return_leaves_one_version_whole()
    {
        using var server = new StandInServer("dash");
        var release = await server.DeployAsync(DeployedServer.Options, isSmall: true);
        await server.DeployAsync(Next(Strategy.Rolling), isSmall: true);
        await KillEverywhereAsync(server, ["rollback", release, "unattended"], before: ("backend-green", "2.0.0"), after: ("backend", "1.0.0"));
    }

    private static DeployOptions Next(Strategy strategy) => DeployedServer.Options with { Version = "2.0.0", Strategy = strategy, Service = ServiceChoice.Backend };

    private static async Task KillEverywhereAsync(StandInServer template, string[] command, (string Key, string Version) before, (string Key, string Version) after)
    {
        template.CountFileChanges();
        using var whole = await template.CopyAsync();
        Assert.Equal(0, (await whole.ReleaseAsync(null, command)).ExitCode);
        Assert.InRange(whole.Calls.Count, 20, 400);

        var completed = new ConcurrentBag<bool>();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, whole.Calls.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken },
            async (call, _) =>
            {
                using var server = await template.CopyAsync();
                Assert.Equal(137, (await server.ReleaseAsync(call, command)).ExitCode);
                var recovery = await server.RunAsync([$"releases/{command[1]}/release.sh", "recover"]);
                var when = $"killed before call {call} ({whole.Calls[call - 1]}), recovery {recovery.ExitCode}: {recovery.All}";
                Assert.False(File.Exists(server.At("activating")), when);
                var isCompleted = new FileInfo(server.At("current")).LinkTarget == $"releases/{command[1]}";
                completed.Add(isCompleted);
                AssertServes(server, isCompleted ? whole : template, isCompleted ? after : before, when);
            });
        Assert.Contains(true, completed);
        Assert.Contains(false, completed);
    }

    private static void AssertServes(StandInServer server, StandInServer expected, (string Key, string Version) serving, string when)
    {
        var (wanted, found) = (expected.Served(), server.Served());
        Assert.True(wanted.SequenceEqual(found), $"{when}\n{string.Join('\n', wanted.Except(found).Concat(found.Except(wanted)).Select(line => line.Split('\n')[0]))}");
        Assert.True(server.Container(serving.Key) == "running" && server.ImageOf(serving.Key) == DeployedServer.Images(serving.Version)["backend"], when);
        Assert.True(server.Container(serving.Key == "backend" ? "backend-green" : "backend") != "running", when);
    }
}
