namespace CodiesVibe.Publishing.Prometheus;

/// <summary>Alerts about the backups of the data. The scripts of the deployment write what they are about to files that the exporter of the host reads.</summary>
internal static class BackupAlerts
{
    private const string Backups = "backups";

    /// <summary>One day and a half: a backup of every day that was late is no reason.</summary>
    private const string MaxSeconds = "129600";

    public static IReadOnlyList<RuleGroup> Groups { get; } =
    [
        new(Backups,
        [
            // Until there is a backup, its age is that of the schedule; without a schedule, nobody expects one.
            new Alert("BackupTooOld", Severity.Warning,
                $$"""time() - max(codiesvibe_backup_timestamp_seconds) > {{MaxSeconds}} and on() codiesvibe_backup_timestamp_seconds{event="scheduled"}""", "10m",
                "The newest backup of the data is {{ $value | humanizeDuration }} old.",
                "Make one with `dotnet aspire do backup`. Then check on the server that cron runs, and that `crontab -l` has the line of backups.") { Service = Backups },
            new Alert("BackupFailed", Severity.Warning, "max by (part) (codiesvibe_backup_failed) > 0", "0m",
                """The last {{ if eq $labels.part "copy" }}copy of a backup to another place{{ else }}backup of the data{{ end }} failed.""",
                "The end of `audit.log` on the server says why a backup of the schedule failed. Fix the cause, and make one with `dotnet aspire do backup`.") { Service = Backups },
        ]),
    ];
}
