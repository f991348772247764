using System.Globalization;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.Remote;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing.Compose;

namespace CodiesVibe.Deployment.Backups;

/// <summary>The scripts that back up and restore the data without anybody's connection. They are in <c>backups/scripts/</c> on the server.</summary>
internal static class BackupScripts
{
    /// <summary>What a restore runs.</summary>
    public const string Restore = "backups/scripts/restore.sh";

    private const string Scheduled = "backups/scripts/scheduled.sh";

    /// <summary>The service that is the gate, its program and arguments: the backend's image is started as that container is.</summary>
    /// <param name="production">The compose file of production.</param>
    /// <param name="env">The settings.</param>
    public static IReadOnlyList<string> Gate(string production, EnvFile env) =>
        // The last word is the mode of the gate.
        [Placement.Gate, .. new ComposeDefinitions(production, env).EntrypointOf(Placement.Gate).SkipLast(1)];

    /// <summary>Writes the scripts of a restore.</summary>
    public static string PlaceRestore(string by, string name, IReadOnlyList<string> gate) => Place((Restore, With([by, name, .. gate], ServerScripts.Restore)));

    /// <summary>Writes the scripts of the schedule, and has cron run them.</summary>
    public static string Schedule(BackupOptions options, IReadOnlyList<string> gate) =>
        Place((Scheduled, With([Number(options.Keep), options.OffSiteCommand ?? "", .. gate], ServerScripts.Scheduled)))
        + With([options.At is { } at ? $"{Number(at.Minute)} {Number(at.Hour)} * * *" : ""], ServerScripts.Schedule);

    /// <summary>A script with its arguments.</summary>
    public static string With(IEnumerable<string> arguments, string script) => $"set -- {string.Join(' ', arguments.Select(ShellText.Quote))}\n{script}";

    // A script that runs meanwhile goes on with the file that it has open.
    private static string Place((string Path, string Text) script) => $"umask 077\nmkdir -p backups/scripts\n{string.Concat(
        new[] { ("backups/scripts/data.sh", $"set -eu\n{ServerScripts.Data}"), script }.Select(file => $"printf %s {ShellText.Quote(file.Item2)} > {file.Item1}.new\nmv {file.Item1}.new {file.Item1}\n"))}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
