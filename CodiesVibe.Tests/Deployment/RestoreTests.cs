using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Tests.Deployment;

/// <summary>The data of a server, and its loss.</summary>
[Collection(nameof(DeploymentDrills))]
public sealed class RestoreTests(DeployV2Tests.Server server) : IClassFixture<DeployV2Tests.Server>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Vps _vps = server.Vps;
    private readonly DeployingMachine _laptop = server.Laptop;

    [Fact]
    [Requirement("R203", "R208")]
    [Trait("Category", "Drill")]
    [Trait("Drill", "Day")]
    public async Task After_the_loss_of_the_volume_everything_that_was_acknowledged_before_the_backup_is_there_again()
    {
        await using var writes = new AcknowledgedWrites(_vps);
        await using var load = await Load.StartAsync(_vps.Machine, "/api/tools?pageSize=1");
        await Eventually.BecomesTrueAsync("something is written", s_patience, () => Task.FromResult(writes.Acknowledged.Count > 20));
        var tools = await _vps.GetAsync("/api/tools?pageSize=1");
        var before = writes.Acknowledged;
        var printed = await _laptop.RunAsync("backup");
        Assert.Empty(load.Lost);
        Assert.Matches(@"Saved backups/data-\d{8}-\d{6}\.gz: 3 collections, \d+ documents, [0-9.]+ KiB, [0-9.]+ s", printed);
        await writes.StopAsync();
        var listed = await BackupsAsync();
        var name = listed[0];
        Assert.Contains($"Saved backups/{name}", printed, StringComparison.Ordinal);
        Assert.Equal("600", (await _vps.RunAsync($"stat -c %a backups/{name}")).Trim());
        // Of the archive, none of the server's secrets is a part.
        Assert.Equal("", await _vps.RunAsync($"for secret in $(find secrets -type f -size +12c -name '*password'); do gzip -dc backups/{name} | grep -aFq \"$(cat \"$secret\")\" && echo \"$secret\"; done; true"));

        await _vps.RunAsync("docker rm --force mongodb; docker volume rm mongodb-data");
        var restored = await _laptop.RunAsync("restore", $"Backup={name}");
        await writes.CheckAsync(before);
        Assert.Equal(tools, await _vps.GetAsync("/api/tools?pageSize=1"));
        Assert.Matches(@"The site answers with the restored data [0-9.]+ s after the beginning\.", restored);
        // What was there before the restore is a backup, too.
        Assert.Equal(listed.Length + 1, (await BackupsAsync()).Length);
        TestContext.Current.TestOutputHelper?.WriteLine(restored);
    }

    [Fact]
    [Requirement("R203", "R208")]
    [Trait("Category", "Drill")]
    public async Task Cron_on_the_server_backs_up_and_a_restore_goes_on_without_whoever_began_it()
    {
        await _vps.RunAsync("mkdir -p /root/elsewhere");
        var soon = (await _vps.RunAsync("date -d '+3 minutes' +%H:%M")).Trim();
        await _laptop.RunAsync("deploy", "Version=1.0.0", $"Backups:At={soon}", $"""Backups:OffSiteCommand=cp "$1" /root/elsewhere/""");
        Assert.Contains($"daily at {soon} by the server's clock", await _laptop.RunAsync("status"), StringComparison.Ordinal);
        var name = "";
        await using (_vps.Machine.Start(["env", "HOME=/root", "busybox", "crond", "-f", "-L", "/dev/stderr", "-c", _vps.CronTables], _vps.Home))
        {
            await Eventually.BecomesTrueAsync("cron has made a backup", TimeSpan.FromMinutes(6), async () => (name = (await _vps.RunAsync("ls /root/elsewhere")).Trim()).Length > 0);
        }

        Assert.Contains($"schedule copied backups/{name}", await _vps.RunAsync("cat audit.log"), StringComparison.Ordinal);
        Assert.Contains("""{event="success"}""", await _vps.RunAsync("docker exec node-exporter wget -q -O - http://127.0.0.1:9100/metrics | grep codiesvibe_backup_timestamp"), StringComparison.Ordinal);

        // The link is cut as soon as the server has begun: it ends the restore by itself.
        await using (var command = _laptop.Start("restore", $"Backup={name}", "SkipBackup=true"))
        {
            await Eventually.BecomesTrueAsync("the restore has begun", TimeSpan.FromMinutes(2), async () => (await _vps.RunAsync("cat audit.log")).Contains($"restores {name}", StringComparison.Ordinal));
            await command.KillAsync();
        }

        await Eventually.BecomesTrueAsync("the restore has ended", s_patience, async () => (await _vps.RunAsync("cat audit.log")).Contains($"restored {name}", StringComparison.Ordinal));
        await _vps.UntilNobodyDeploysAsync();
        Assert.DoesNotContain("Restoring", await _laptop.RunAsync("status"), StringComparison.Ordinal);
        Assert.StartsWith("{", await _vps.GetAsync("/api/tools?pageSize=1"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Drill")]
    public async Task A_damaged_backup_is_refused_and_another_image_of_the_backend_is_deployed_after_a_backup()
    {
        await _vps.RunAsync("mkdir -p backups; printf damaged > backups/data-20200101-000000.gz");
        var refused = await _laptop.FailAsync("restore", "Backup=data-20200101-000000.gz");
        Assert.Contains("The backup cannot be restored. Nothing was changed.", refused, StringComparison.Ordinal);
        Assert.Contains("is not a backup of this product", refused, StringComparison.Ordinal);
        Assert.Contains("There is no backup 'data-20190101-000000.gz' on the server", await _laptop.FailAsync("restore", "Backup=data-20190101-000000.gz"), StringComparison.Ordinal);

        Assert.DoesNotContain("Saved backups/data-", await _laptop.RunAsync("deploy", "Version=2.0.0", "Service=frontend"), StringComparison.Ordinal);
        Assert.Contains("Saved backups/data-", await _laptop.RunAsync("deploy", "Version=2.0.0"), StringComparison.Ordinal);
        Assert.DoesNotContain("Saved backups/data-", await _laptop.RunAsync("deploy", "Version=1.0.0", "SkipBackup=true"), StringComparison.Ordinal);
    }

    /// <summary>The names of the backups, the newest first.</summary>
    private async Task<string[]> BackupsAsync() =>
        [.. (await _laptop.RunAsync("backups")).Split('\n').Select(line => line.Split(' ')[0]).Where(word => word.StartsWith("data-", StringComparison.Ordinal))];
}
