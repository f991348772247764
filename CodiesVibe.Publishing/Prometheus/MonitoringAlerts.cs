namespace CodiesVibe.Publishing.Prometheus;

/// <summary>Alerts about the monitoring itself, and about alerts that nobody took up.</summary>
internal static class MonitoringAlerts
{
    /// <summary>Whether a service without slots answers, by service.</summary>
    public const string TargetUp = """min by (service) (up{slot="",profile=""})""";

    public static IReadOnlyList<RuleGroup> Groups { get; } =
    [
        new("monitoring",
        [
            new Alert("TargetDown", Severity.Warning, $"{TargetUp} == 0", "5m",
                "{{ $labels.service }} gives no metrics.",
                "What it watches is not seen. See `docker ps -a` and `docker logs {{ $labels.service }}`."),
            Of("prometheus", "RulesFail", "sum(increase(prometheus_rule_evaluation_failures_total[10m])) > 0", "0m",
                "Prometheus cannot evaluate some rules.", "Alerts may be missed. The page Rules of Prometheus names them."),
            Of("prometheus", "PrometheusConfigurationRejected", "prometheus_config_last_reload_successful == 0", "5m",
                "Prometheus works with an older configuration than it was given.", "See `docker logs prometheus`."),
            Of("prometheus", "PrometheusLogDamaged", "sum(increase(prometheus_tsdb_wal_corruptions_total[1h])) > 0", "0m",
                "Prometheus found its write-ahead log damaged.", "It repaired what it could; check the disk."),
            Of("prometheus", "PrometheusReachesNoAlertmanager", "sum(rate(prometheus_notifications_errors_total[5m])) > 0", "5m",
                "Prometheus cannot hand its alerts to Alertmanager.", "Nobody is told of anything. See `docker logs alertmanager`."),
            Of("alertmanager", "AlertmanagerConfigurationRejected", "alertmanager_config_last_reload_successful == 0", "5m",
                "Alertmanager works with an older configuration than it was given.", "See `docker logs alertmanager`."),
            Of("alertmanager", "NotificationsFail", "sum by (integration) (increase(alertmanager_notifications_failed_total[10m])) > 0", "5m",
                "Notifications by {{ $labels.integration }} do not arrive.", "See `docker logs alertmanager`, and whether the secret of this channel in secrets/ is filled in."),
            Of("promtail", "LogsLost", "sum(increase(loki_write_dropped_entries_total[10m])) > 0", "0m",
                "Log lines do not reach Loki and are given up.", "See `docker logs promtail` and `docker logs loki`; the containers' own logs still have the lines."),
        ]),
        new("escalation",
        [
            new Alert("WarningsUnattended", Severity.Critical, Firing(Severity.Warning), "24h",
                "Nobody took up a warning about {{ $labels.service }} for a day.",
                "Fix the cause, or silence it in Alertmanager for as long as it may wait; a silence of service=\"{{ $labels.service }}\" covers this too."),
            new Alert("CriticalUnattended", Severity.Escalated, Firing(Severity.Critical), "30m",
                "Nobody took up what is critical about {{ $labels.service }} for half an hour.",
                "Whoever works on it silences service=\"{{ $labels.service }}\" in Alertmanager; that is the acknowledgement."),
        ]),
    ];

    private static Alert Of(string service, string name, string expression, string hold, string summary, string remedy) =>
        new(name, Severity.Warning, expression, hold, summary, remedy) { Service = service };

    private static string Firing(Severity severity) =>
        $$"""max by (service) (ALERTS{alertstate="firing",severity="{{RuleFile.SeverityName(severity)}}"})""";
}
