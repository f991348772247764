using System.Diagnostics;
using System.Globalization;
using CodiesVibe.Deployment.Remote;

namespace CodiesVibe.Deployment.Backups;

/// <summary>Makes the data what it was in a backup: the server does it, whoever watches; this watches.</summary>
/// <param name="directory">The directory of the deployment.</param>
/// <param name="mutex">The lock, whose holder on the server starts the restore.</param>
/// <param name="backups">The backups.</param>
/// <param name="gate">See <see cref="BackupScripts.Gate"/>.</param>
/// <param name="report">Told of the progress, line by line.</param>
internal sealed class DataRestore(DeploymentDirectory directory, DeploymentLock mutex, DataBackups backups, IReadOnlyList<string> gate, Action<string> report)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Restores, after a backup of what is there.</summary>
    /// <param name="name">The name of the backup.</param>
    /// <param name="by">Who restores.</param>
    /// <param name="skipBackup">Whether what is there is not backed up first.</param>
    /// <param name="limit">How long the site may take to answer afterwards.</param>
    /// <param name="cancellationToken">Gives up watching.</param>
    /// <exception cref="DeploymentException">It cannot be restored, or the site does not answer afterwards.</exception>
    public async Task RunAsync(string name, string by, bool skipBackup, TimeSpan limit, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        report($"Restoring {name}: {await backups.RunAsync("The backup cannot be restored. Nothing was changed.", "check", name, cancellationToken)}");
        await backups.RunAsync("The database does not start. Nothing was changed.", "start", name, cancellationToken);
        if (!skipBackup)
        {
            await backups.WriteAsync(cancellationToken);
        }

        await directory.RequireAsync("The restore cannot be prepared. Nothing was changed.", $"{BackupScripts.PlaceRestore(by, name, gate)}rm -f backups/restoring backups/restored", cancellationToken);
        await mutex.StartAsync(BackupScripts.Restore, cancellationToken);
        report(await UntilEndedAsync(name, cancellationToken));
        await UntilAnsweredAsync(limit, cancellationToken);
        report(string.Create(CultureInfo.InvariantCulture, $"The site answers with the restored data {watch.Elapsed.TotalSeconds:0.0} s after the beginning."));
        await backups.PruneAsync(cancellationToken);
    }

    private async Task<string> UntilEndedAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            // First whether it runs: between the two questions it may end.
            var printed = await directory.RequireAsync(
                "The progress of the restore cannot be read.",
                """
                if [ ! -e backups/restoring ]; then echo unknown; elif read -r _ process < backups/restoring && grep -qs restore.sh "/proc/$process/cmdline"; then echo runs; else echo stopped; fi
                cat backups/restored 2> /dev/null || true
                """,
                cancellationToken);
            var (process, ended) = printed.Split('\n', 2) is [var state, var rest] ? (state, rest.Trim()) : (printed, "");
            switch (ended.Split(' ', 2))
            {
                case ["restored", var what]:
                    return what;
                case ["failed", var why]:
                    throw new DeploymentException($"The restore failed.\n  {why.ReplaceLineEndings("\n  ")}");
                case [""] when process == "stopped":
                    throw new DeploymentException($"The restore was interrupted on the server, and some collections may be those of the backup already. Run it again: dotnet aspire do restore -- --Deploy:Backup={name}");
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }

    private async Task UntilAnsweredAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var asked = await directory.RunAsync($"{DeploymentDirectory.Container}exec timeout 10 docker exec \"$(container nginx)\" wget -q -O /dev/null 'http://127.0.0.1:8080/api/tools?pageSize=1'", cancellationToken);
            if (asked.ExitCode == 0)
            {
                return;
            }

            if (watch.Elapsed >= limit)
            {
                throw new DeploymentException($"The data is restored, but the site does not answer within {limit.TotalSeconds:0} s: {asked.Errors.Trim()}\nSee 'dotnet aspire do status'.");
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }
}
