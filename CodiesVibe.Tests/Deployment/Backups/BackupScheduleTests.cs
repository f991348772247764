using System.Runtime.Versioning;
using CodiesVibe.Deployment.Backups;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Backups;

/// <summary>Backups that the server makes by itself.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BackupScheduleTests
{
    private const string Other = "0 5 * * * /usr/bin/other";

    [Fact]
    [Requirement("R208")]
    public async Task A_deployment_adds_its_line_to_the_crontab_changes_it_and_takes_it_out()
    {
        using var server = new BackupServer("dash");
        var line = $"* * * sh {server.At("backups/scripts/scheduled.sh")} > /dev/null";
        Assert.Equal(0, (await server.ScheduleAsync(new())).ExitCode);
        Assert.Equal($"30 3 {line}", server.Read("table"));
        var since = server.Read("state/metrics/backup-schedule.prom");
        Assert.Matches("^codiesvibe_backup_timestamp_seconds\\{event=\"scheduled\"\\} [0-9]{10}$", since);

        await File.WriteAllTextAsync(server.At("table"), $"{Other}\n30 3 {line}\n", TestContext.Current.CancellationToken);
        await server.ScheduleAsync(new() { At = new(23, 5) });
        Assert.Equal($"{Other}\n5 23 {line}", server.Read("table"));
        // The age of a schedule does not begin again.
        Assert.Equal(since, server.Read("state/metrics/backup-schedule.prom"));

        await server.ScheduleAsync(new() { At = null });
        Assert.Equal(Other, server.Read("table"));
        Assert.False(File.Exists(server.At("state/metrics/backup-schedule.prom")));
    }

    [Fact]
    public async Task A_crontab_that_cannot_be_read_stays_as_it_is()
    {
        using var server = new BackupServer("dash");
        await File.WriteAllTextAsync(server.At("table"), Other, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(server.At("unreadable"), "", TestContext.Current.CancellationToken);
        var set = await server.ScheduleAsync(new());
        Assert.Equal((1, "crontab: permission denied"), (set.ExitCode, set.Errors));
        Assert.Equal(Other, server.Read("table"));
    }

    [Fact]
    public async Task Without_cron_that_is_said_unless_nothing_is_to_be_scheduled()
    {
        using var server = new BackupServer("dash");
        File.Delete(server.At("bin/crontab"));
        Assert.SkipWhen(InstalledProgram.Find("crontab") is not null, "This machine has cron.");
        var set = await server.ScheduleAsync(new());
        Assert.Equal((1, "cron is not installed on the server."), (set.ExitCode, set.Errors));
        Assert.Equal(0, (await server.ScheduleAsync(new() { At = null })).ExitCode);
    }

    [Theory]
    [Requirement("R208")]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task Each_backup_is_copied_by_the_command_of_the_operator_and_the_newest_are_kept(string shell)
    {
        using var server = new BackupServer(shell);
        Directory.CreateDirectory(server.At("elsewhere"));
        await server.ScheduleAsync(new() { Keep = 2, OffSiteCommand = $"""cp "$1" '{server.At("elsewhere")}/'""" });
        foreach (var old in new[] { "data-20260101-000000.gz", "data-20260102-000000.gz" })
        {
            await File.WriteAllTextAsync(server.At($"backups/{old}"), "", TestContext.Current.CancellationToken);
        }

        var run = await server.RunAsync();
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("data-20260102-000000.gz", server.Files.First());
        var made = Assert.Single(server.Files.Skip(1));
        Assert.Equal("archive", server.Read($"elsewhere/{made}"));
        Assert.Matches($"schedule backed up backups/{made}: 2 collections, 3 documents\n.*schedule copied backups/{made}$", server.Read("audit.log"));
        Assert.Equal("codiesvibe_backup_failed{part=\"copy\"} 0", server.Read("state/metrics/backup-copy.prom"));
    }

    [Fact]
    [Requirement("R208")]
    public async Task A_copy_that_fails_is_seen_and_the_backup_stays()
    {
        using var server = new BackupServer("dash");
        await server.ScheduleAsync(new() { OffSiteCommand = "echo \"no route to $1\" >&2; false" });
        var run = await server.RunAsync();
        Assert.Equal(1, run.ExitCode);
        var made = Assert.Single(server.Files);
        Assert.Equal($"could not copy backups/{made}: no route to {server.At($"backups/{made}")}", run.Errors);
        Assert.EndsWith(run.Errors, server.Read("audit.log"), StringComparison.Ordinal);
        Assert.Equal("copy", Assert.Single((await InspectAsync(server)).Failed));
    }

    [Fact]
    public async Task A_backup_that_fails_is_seen()
    {
        using var server = new BackupServer("dash");
        await server.ScheduleAsync(new());
        await File.WriteAllTextAsync(server.At("broken"), "", TestContext.Current.CancellationToken);
        var run = await server.RunAsync();
        Assert.Equal((1, "could not back up the data: The backup failed: MongoDB does not respond."), (run.ExitCode, run.Errors));
        var state = await InspectAsync(server);
        Assert.Equal(("data", new TimeOnly(3, 30)), (Assert.Single(state.Failed), state.At));
        Assert.Empty(state.Files);
    }

    /// <summary>What a deployment sees of it.</summary>
    private static async Task<BackupState> InspectAsync(BackupServer server)
    {
        var printed = await server.RunAsync(CodiesVibe.Deployment.ServerScripts.Inspect);
        Assert.True(printed.ExitCode == 0, printed.All);
        return ServerState.Parse($"{printed.Output}\n").Backups;
    }
}
