using System.Runtime.Versioning;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Backups;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Backups;

/// <summary>A restore on the server, which nobody has to watch.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RestoreScriptTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Theory]
    [Requirement("R203")]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task It_goes_on_with_the_lock_when_whoever_started_it_is_gone(string shell)
    {
        using var server = await StartAsync(shell, "archive", isHeld: true);
        Assert.Equal((BackupServer.Name, true), (await InspectAsync(server)).Restoring);
        var second = await server.RunAsync($"set -- 'owner: two'\n{ServerScripts.Lock}");
        Assert.Equal(75, second.ExitCode);
        Assert.StartsWith("owner: one", second.Errors, StringComparison.Ordinal);
        var unlock = await server.RunAsync(DeploymentLock.Unlock);
        Assert.Equal((1, $"{BackupServer.Name} is being restored. That ends by itself; 'do status' shows it."), (unlock.ExitCode, unlock.Errors));

        File.Delete(server.At("wait"));
        await EndsAsync(server);
        Assert.Equal("restored Restored 2 collections, 3 documents", server.Read("backups/restored"));
        Assert.Matches($"^\\S+Z dev@laptop restores {BackupServer.Name}\n\\S+Z dev@laptop restored {BackupServer.Name}$", server.Read("audit.log"));
        Assert.Null((await InspectAsync(server)).Restoring);
        await Eventually.BecomesTrueAsync("the lock is free", s_patience, async () => (await server.RunAsync($"set -- 'owner: two'\n{ServerScripts.Lock}")).Output == "locked");
    }

    [Fact]
    public async Task Why_it_failed_stays_there()
    {
        using var server = await StartAsync("dash", "other", isHeld: false);
        await EndsAsync(server);
        Assert.Equal("failed The archive is damaged.", server.Read("backups/restored"));
        Assert.EndsWith($"dev@laptop could not restore {BackupServer.Name}: The archive is damaged.", server.Read("audit.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_killed_is_seen()
    {
        using var server = await StartAsync("dash", "archive", isHeld: true);
        var kill = await server.RunAsync("read -r _ process < backups/restoring; kill -s KILL -- \"-$process\"");
        Assert.True(kill.ExitCode == 0, kill.All);
        await Eventually.BecomesTrueAsync("it is seen", s_patience, async () => (await InspectAsync(server)).Restoring == (BackupServer.Name, false));
    }

    /// <summary>Starts a restore through the lock, whose holder is killed when it has begun.</summary>
    private static async Task<BackupServer> StartAsync(string shell, string archive, bool isHeld)
    {
        var server = new BackupServer(shell);
        if (isHeld)
        {
            await File.WriteAllTextAsync(server.At("wait"), "", TestContext.Current.CancellationToken);
        }

        var placed = await server.RunAsync(BackupScripts.PlaceRestore("dev@laptop", BackupServer.Name, ["gate", "dotnet", "/app/Program.dll"]));
        Assert.True(placed.ExitCode == 0, placed.All);
        await File.WriteAllTextAsync(server.At($"backups/{BackupServer.Name}"), archive, TestContext.Current.CancellationToken);
        using var holder = server.Start($"set -- 'owner: one'\n{ServerScripts.Lock}");
        Assert.Equal("locked", await holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await holder.StandardInput.WriteLineAsync(BackupScripts.Restore);
        await holder.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await Eventually.BecomesTrueAsync("it has begun", s_patience, () => Task.FromResult(File.Exists(server.At("reached"))));
        holder.Kill();
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        return server;
    }

    private static Task<TimeSpan> EndsAsync(BackupServer server) =>
        Eventually.BecomesTrueAsync("it has ended", s_patience, () => Task.FromResult(File.Exists(server.At("backups/restored")) && !File.Exists(server.At("backups/restoring"))));

    private static async Task<BackupState> InspectAsync(BackupServer server) => ServerState.Parse($"{(await server.RunAsync(ServerScripts.Inspect)).Output}\n").Backups;
}
