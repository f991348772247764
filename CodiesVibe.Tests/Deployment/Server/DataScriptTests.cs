using System.Runtime.Versioning;
using CodiesVibe.Deployment;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Deployment.Server;

/// <summary>What the script does with the files of backups; a script stands in for docker.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DataScriptTests : IDisposable
{
    private const string Name = "data-20260301-120000.gz";

    /// <summary>Prints an archive and what the backend says about it, and notes what it was started with.</summary>
    private const string Docker =
        """
        #!/bin/sh
        echo "$*" >> docker-calls
        case "$*" in
            *--backup)
                printf '%s' "${SENT-archive}"
                echo ' Container codiesvibe-wait-for-infra-run-1 Creating' >&2
                [ -z "${BROKEN-}" ] || { echo 'The backup failed: MongoDB does not respond.' >&2; exit 1; }
                echo "Backed up 2 collections, 3 documents; SHA-256 of the archive: $(printf archive | sha256sum | cut -d ' ' -f 1)" >&2
                ;;
            *--check-backup | *--restore)
                [ "$(cat)" = archive ] || { echo 'The archive is damaged.' >&2; exit 1; }
                echo "read by $*"
                ;;
            *--services) echo mongodb ;;
        esac
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-data-");

    public DataScriptTests()
    {
        _folder.CreateSubdirectory("bin");
        File.WriteAllText(At("bin/docker"), Docker);
        File.SetUnixFileMode(At("bin/docker"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _folder.CreateSubdirectory("secrets");
        File.WriteAllText(At(".env"), "CODIESVIBE_SECRETS=./secrets\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [Requirement("R208")]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task A_backup_is_a_file_for_its_owner_alone_and_complete_when_it_has_its_name(string shell)
    {
        var run = await RunAsync("backup", Name, shell: shell);
        Assert.Equal((0, "7 2 collections, 3 documents"), (run.ExitCode, run.Output));
        Assert.Equal("archive", await File.ReadAllTextAsync(At($"backups/{Name}"), TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At($"backups/{Name}")));
        Assert.Equal([Name], Files());
        Assert.Contains("compose -f docker-compose.production.yml run --rm -T --no-deps --entrypoint dotnet gate /app/Program.dll --backup", Calls());
    }

    [Theory]
    [InlineData("SENT", "archiv", "What was written is not what the backup sent. Is the disk full?")]
    [InlineData("BROKEN", "yes", "The backup failed: MongoDB does not respond.")]
    public async Task A_backup_that_is_not_whole_leaves_no_file(string setting, string value, string says)
    {
        var run = await RunAsync("backup", Name, (setting, value));
        Assert.Equal((1, "", says), (run.ExitCode, run.Output, run.Errors));
        Assert.Empty(Files());
        Assert.Equal("codiesvibe_backup_failed{part=\"data\"} 1", Metric("backup-data"));
        Assert.False(File.Exists(At("state/metrics/backup-success.prom")));

        // It ends with the next one that succeeds.
        await RunAsync("backup", Name);
        Assert.Equal("codiesvibe_backup_failed{part=\"data\"} 0", Metric("backup-data"));
        Assert.Matches("^codiesvibe_backup_timestamp_seconds\\{event=\"success\"\\} [0-9]{10}$", Metric("backup-success"));
        Assert.Equal(UnixFileMode.OtherRead, File.GetUnixFileMode(At("state/metrics/backup-success.prom")) & UnixFileMode.OtherRead);
    }

    [Fact]
    public async Task The_connection_of_the_user_for_it_is_mounted_where_there_is_one()
    {
        await File.WriteAllTextAsync(At("secrets/mongodb.ConnectionStrings__maintenance"), "mongodb://", TestContext.Current.CancellationToken);
        await RunAsync("backup", Name);
        Assert.Contains(Calls(), call => call.Contains($" -v {_folder.FullName}/secrets/mongodb.ConnectionStrings__maintenance:/run/secrets/ConnectionStrings__maintenance:ro gate /app/Program.dll --backup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restore_reads_the_file_and_names_one_that_is_missing_or_damaged()
    {
        await RunAsync("backup", Name);
        Assert.EndsWith("--check-backup", (await RunAsync("check", Name)).Output, StringComparison.Ordinal);
        Assert.EndsWith("--restore", (await RunAsync("restore", Name)).Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(At($"backups/{Name}"), "other", TestContext.Current.CancellationToken);
        var damaged = await RunAsync("restore", Name);
        Assert.Equal((1, "The archive is damaged."), (damaged.ExitCode, damaged.Errors));
        var missing = await RunAsync("check", "data-20200101-000000.gz");
        Assert.Equal((1, "There is no backup 'data-20200101-000000.gz' on the server: dotnet aspire do backups"), (missing.ExitCode, missing.Errors));
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task The_newest_ones_are_kept(string shell)
    {
        Assert.Equal((0, ""), await OutcomeAsync("prune"));
        _folder.CreateSubdirectory("backups");
        var names = Enumerable.Range(1, 5).Select(day => $"data-2026030{day}-120000.gz").ToList();
        foreach (var name in names.Append("backup-compose-20260301-120000.yml"))
        {
            await File.WriteAllTextAsync(At($"backups/{name}"), "archive", TestContext.Current.CancellationToken);
        }

        Assert.Equal((0, ""), await OutcomeAsync("prune"));
        Assert.Equal(["backup-compose-20260301-120000.yml", .. names[2..]], Files());

        async Task<(int, string)> OutcomeAsync(string command)
        {
            var run = await RunAsync(command, "3", shell: shell);
            return (run.ExitCode, run.All.Trim());
        }
    }

    [Fact]
    public async Task The_database_is_started_and_waited_for()
    {
        Assert.Equal(0, (await RunAsync("start", Name)).ExitCode);
        Assert.Equal(
            ["compose -f docker-compose.infra.yml up -d mongodb", "compose -f docker-compose.production.yml run --rm -T --no-deps --entrypoint dotnet gate /app/Program.dll --wait-for-infra"],
            Calls()[^2..]);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private IEnumerable<string> Files() => Directory.GetFiles(At("backups")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private string Metric(string name) => File.ReadAllText(At($"state/metrics/{name}.prom")).TrimEnd();

    private string[] Calls() => File.ReadAllLines(At("docker-calls"));

    private Task<Command> RunAsync(string command, string name, (string, string?)? setting = null, string shell = "dash") => Command.RunAsync(
        shell, [.. shell == "busybox" ? ["sh"] : Array.Empty<string>(), "-euc", $"set -- {command} '{name}' gate dotnet /app/Program.dll\n{ServerScripts.Data}"], _folder.FullName,
        [("PATH", $"{At("bin")}:{Environment.GetEnvironmentVariable("PATH")}"), .. setting is { } given ? [given] : Array.Empty<(string, string?)>()]);
}
