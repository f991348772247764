using System.Diagnostics;
using System.Globalization;
using CodiesVibe.Deployment.Remote;

namespace CodiesVibe.Deployment.Backups;

/// <summary>Backs up the data on the server.</summary>
/// <param name="directory">The directory of the deployment.</param>
/// <param name="gate">See <see cref="BackupScripts.Gate"/>.</param>
/// <param name="options">How many are kept.</param>
/// <param name="report">Told of the progress, line by line.</param>
/// <param name="time">The clock.</param>
internal sealed class DataBackups(DeploymentDirectory directory, IReadOnlyList<string> gate, BackupOptions options, Action<string> report, TimeProvider time)
{
    /// <summary>Makes a backup, and removes the oldest ones.</summary>
    /// <exception cref="DeploymentException">It could not be made.</exception>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(cancellationToken);
        await PruneAsync(cancellationToken);
    }

    /// <summary>Makes a backup.</summary>
    /// <exception cref="DeploymentException">It could not be made.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var name = BackupFile.NameAt(time.GetUtcNow());
        var said = await RunAsync(
            "The data could not be backed up. Nothing was changed. If there is nothing worth keeping, go on without a backup: '-- --Deploy:SkipBackup=true'.", "backup", name, cancellationToken);
        var (size, counts) = said.Split(' ', 2) is [var bytes, var rest] ? (new BackupFile(name, long.Parse(bytes, CultureInfo.InvariantCulture)).Size, rest) : ("", said);
        report(string.Create(CultureInfo.InvariantCulture, $"Saved backups/{name}: {counts}, {size}, {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    /// <summary>Removes the oldest ones.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken) => await RunAsync("Old backups could not be removed.", "prune", options.Keep.ToString(CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Runs a command of <c>data.sh</c>.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="DeploymentException">It failed.</exception>
    public async Task<string> RunAsync(string fault, string command, string name, CancellationToken cancellationToken) =>
        (await directory.RequireAsync(fault, BackupScripts.With([command, name, .. gate], ServerScripts.Data), cancellationToken)).Trim();
}
