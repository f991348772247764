using System.Diagnostics;
using System.Globalization;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing.Compose;

namespace CodiesVibe.Deployment.Backups;

/// <summary>Backs up the data on the server, and restores it.</summary>
/// <param name="directory">The directory of the deployment.</param>
/// <param name="state">What there is of it.</param>
/// <param name="report">Told of the progress, line by line.</param>
/// <param name="time">The clock.</param>
internal sealed class DataBackups(DeploymentDirectory directory, ServerState state, Action<string> report, TimeProvider time)
{
    /// <summary>How many backups are kept.</summary>
    private const int Kept = 20;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes a backup, and removes the oldest ones.</summary>
    /// <exception cref="DeploymentException">It could not be made.</exception>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(cancellationToken);
        await PruneAsync(cancellationToken);
    }

    /// <summary>Makes the data what it was in a backup, after a backup of what it is.</summary>
    /// <param name="name">The name of the backup.</param>
    /// <param name="skipBackup">Whether what it is is not backed up first.</param>
    /// <param name="limit">How long the site may take to answer afterwards.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeploymentException">It cannot be restored, or the site does not answer afterwards.</exception>
    public async Task RestoreAsync(string name, bool skipBackup, TimeSpan limit, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        report($"Restoring {name}: {await RunAsync("The backup cannot be restored. Nothing was changed.", "check", name, cancellationToken)}");
        await RunAsync("The database does not start. Nothing was changed.", "start", name, cancellationToken);
        if (!skipBackup)
        {
            await WriteAsync(cancellationToken);
        }

        report(await RunAsync("The restore failed.", "restore", name, cancellationToken));
        await UntilAnsweredAsync(limit, cancellationToken);
        report(string.Create(CultureInfo.InvariantCulture, $"The site answers with the restored data {watch.Elapsed.TotalSeconds:0.0} s after the beginning."));
        await PruneAsync(cancellationToken);
    }

    /// <summary>The backups, the newest first.</summary>
    public async Task<IReadOnlyList<BackupFile>> ListAsync(CancellationToken cancellationToken) => BackupFile.ParseAll(await RunAsync("The backups cannot be listed.", "list", "", cancellationToken));

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var name = BackupFile.NameAt(time.GetUtcNow());
        var said = await RunAsync(
            "The data could not be backed up. Nothing was changed. If there is nothing worth keeping, go on without a backup: '-- --Deploy:SkipBackup=true'.", "backup", name, cancellationToken);
        var (size, counts) = said.Split(' ', 2) is [var bytes, var rest] ? (new BackupFile(name, long.Parse(bytes, CultureInfo.InvariantCulture)).Size, rest) : ("", said);
        report(string.Create(CultureInfo.InvariantCulture, $"Saved backups/{name}: {counts}, {size}, {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    private async Task PruneAsync(CancellationToken cancellationToken) => await RunAsync("Old backups could not be removed.", "prune", Kept.ToString(CultureInfo.InvariantCulture), cancellationToken);

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

    /// <summary>Runs a command of the script, with what the container of the backend's gate starts.</summary>
    private async Task<string> RunAsync(string fault, string command, string name, CancellationToken cancellationToken)
    {
        var gate = new ComposeDefinitions(state.ComposeFiles["docker-compose.production.yml"], new(state.Env)).EntrypointOf(Placement.Gate);
        // The last word is the mode of the gate.
        string[] words = [command, name, Placement.Gate, .. gate.SkipLast(1)];
        return (await directory.RequireAsync(fault, $"set -- {string.Join(' ', words.Select(ShellText.Quote))}\n{ServerScripts.Data}", cancellationToken)).Trim();
    }
}
