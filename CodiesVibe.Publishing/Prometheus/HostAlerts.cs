namespace CodiesVibe.Publishing.Prometheus;

/// <summary>Alerts about the server that all of it runs on.</summary>
internal static class HostAlerts
{
    /// <summary>The share of a disk that is free, by <c>mountpoint</c>.</summary>
    public const string DiskFree = $"node_filesystem_avail_bytes{{{RealDisks}}} / node_filesystem_size_bytes{{{RealDisks}}}";

    /// <summary>The share of the memory that is available.</summary>
    public const string MemoryFree = "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes";

    /// <summary>The share of the processors' time that is used.</summary>
    public const string Processors = """1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))""";

    private const string RealDisks = "fstype!~\"tmpfs|ramfs|overlay|squashfs|iso9660|vfat\"";

    private const string Host = "host";

    /// <param name="ownDatabase">Whether the database server is on this server.</param>
    public static IReadOnlyList<RuleGroup> Groups(bool ownDatabase) =>
    [
        new("host",
        [
            new Alert("DiskSpaceLow", Severity.Warning, $"{DiskFree} < 0.15", "10m",
                "{{ $labels.mountpoint }} has {{ $value | humanizePercentage }} left.",
                "Delete images and backups that are no longer needed. `docker system df` shows what Docker uses.") { Service = Host },
            new Alert("DiskSpaceOut", Severity.Critical, $"{DiskFree} < 0.05", "5m",
                "{{ $labels.mountpoint }} has only {{ $value | humanizePercentage }} left.",
                $"{(ownDatabase ? "MongoDB stops" : "Cache and monitoring stop")} when the disk is full. Free space now: run `docker image prune` and delete old backups.") { Service = Host },
            new Alert("DiskFillsWithinADay", Severity.Warning,
                $"predict_linear(node_filesystem_avail_bytes{{{RealDisks}}}[6h], 86400) < 0 and {DiskFree} < 0.4", "1h",
                "{{ $labels.mountpoint }} will be full within a day at the current rate.",
                "Find out what grows: check `docker system df -v`, then the logs and the backups.") { Service = Host },
            new Alert("MemoryLow", Severity.Warning, $"{MemoryFree} < 0.1", "10m",
                "The server has {{ $value | humanizePercentage }} of its memory left.",
                "The dashboard Infrastructure shows since when; `docker stats` shows which container uses the memory.") { Service = Host },
            new Alert("ProcessorsBusy", Severity.Warning, $"{Processors} > 0.9", "30m",
                "The CPU usage of the server has been {{ $value | humanizePercentage }} for half an hour.",
                "Requests will queue up if this continues. `docker stats` shows which container uses the CPU.") { Service = Host },
        ]),
    ];
}
