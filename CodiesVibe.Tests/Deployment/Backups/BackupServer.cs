using System.Diagnostics;
using System.Runtime.Versioning;
using CodiesVibe.Deployment.Backups;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Deployment.Backups;

/// <summary>A directory of a deployment, with scripts that stand in for docker and crontab: those of backups, the files and the shell are real.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class BackupServer : IDisposable
{
    public const string Name = "data-20260301-120000.gz";

    /// <summary>Prints an archive, or reads one; waits while <c>wait</c> is there.</summary>
    private const string Docker =
        """
        #!/bin/sh
        case "$*" in
            *--backup)
                [ ! -e broken ] || { echo 'The backup failed: MongoDB does not respond.' >&2; exit 1; }
                printf archive
                echo "Backed up 2 collections, 3 documents; SHA-256 of the archive: $(printf archive | sha256sum | cut -d ' ' -f 1)" >&2
                ;;
            *--restore)
                touch reached
                while [ -e wait ]; do sleep 0.05; done
                [ "$(cat)" = archive ] || { echo 'The archive is damaged.' >&2; exit 1; }
                echo 'Restored 2 collections, 3 documents'
                ;;
        esac
        """;

    private const string Crontab =
        """
        #!/bin/sh
        if [ "$1" = -l ]; then
            [ ! -e unreadable ] || { echo 'crontab: permission denied' >&2; exit 1; }
            [ -e table ] || { echo 'no crontab for root' >&2; exit 1; }
            exec cat table
        fi
        cat > table.new
        mv table.new table
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-backups-");
    private readonly string[] _shell;

    /// <param name="shell">The shell that runs the scripts: <c>dash</c> or <c>busybox</c>.</param>
    public BackupServer(string shell)
    {
        _shell = shell == "busybox" ? [InstalledProgram.Require("busybox"), "sh"] : [InstalledProgram.Require(shell)];
        _folder.CreateSubdirectory("secrets");
        File.WriteAllText(At(".env"), "CODIESVIBE_SECRETS=./secrets\n");
        _folder.CreateSubdirectory("bin");
        foreach (var (name, text) in new[] { ("docker", Docker), ("crontab", Crontab) })
        {
            File.WriteAllText(At($"bin/{name}"), text);
            File.SetUnixFileMode(At($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The environment of its programs.</summary>
    public (string, string?)[] Variables => [("PATH", $"{At("bin")}:{Environment.GetEnvironmentVariable("PATH")}")];

    /// <summary>The backups, the oldest first.</summary>
    public IEnumerable<string> Files => Directory.GetFiles(At("backups"), "data-*").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public string Read(string name) => File.ReadAllText(At(name)).TrimEnd();

    /// <summary>Sets the schedule as a deployment does. A shell of busybox would use the crontab that is in itself.</summary>
    public Task<Command> ScheduleAsync(BackupOptions options) => Command.RunAsync(
        InstalledProgram.Require("dash"), ["-euc", BackupScripts.Schedule(options, ["gate", "dotnet", "/app/Program.dll"])], _folder.FullName, Variables);

    /// <summary>Makes a backup as cron does, from another directory.</summary>
    public Task<Command> RunAsync() => Command.RunAsync(_shell[0], [.. _shell[1..], At("backups/scripts/scheduled.sh")], Path.GetTempPath(), Variables);

    /// <summary>Runs a script in the directory, as over ssh.</summary>
    public Task<Command> RunAsync(string script) => Command.RunAsync(_shell[0], [.. _shell[1..], "-euc", script], _folder.FullName, Variables);

    /// <summary>Starts a script in the directory, whose streams stay open.</summary>
    public Process Start(string script)
    {
        var start = new ProcessStartInfo(_shell[0], [.. _shell[1..], "-euc", script])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = Variables[0].Item2;
        return Process.Start(start)!;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
