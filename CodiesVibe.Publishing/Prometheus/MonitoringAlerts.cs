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
                "{{ $labels.service }} provides no metrics.",
                "What it monitors is unknown. Check `docker ps -a` and `docker logs {{ $labels.service }}`."),
            Of("prometheus", "RulesFail", "sum(increase(prometheus_rule_evaluation_failures_total[10m])) > 0", "0m",
                "Prometheus cannot evaluate some rules.", "Alerts may be missed. The page Rules of Prometheus shows which rules fail."),
            Of("prometheus", "PrometheusConfigurationRejected", "prometheus_config_last_reload_successful == 0", "5m",
                "Prometheus rejected its new configuration and uses the previous one.", "Check `docker logs prometheus`, correct the configuration and reload it."),
            Of("prometheus", "PrometheusLogDamaged", "sum(increase(prometheus_tsdb_wal_corruptions_total[1h])) > 0", "0m",
                "Prometheus found corruption in its write-ahead log.", "Prometheus repaired what it could. Check the disk."),
            Of("prometheus", "PrometheusReachesNoAlertmanager", "sum(rate(prometheus_notifications_errors_total[5m])) > 0", "5m",
                "Prometheus cannot send its alerts to Alertmanager.", "Nobody is notified of any alert. Check `docker logs alertmanager`."),
            Of("alertmanager", "AlertmanagerConfigurationRejected", "alertmanager_config_last_reload_successful == 0", "5m",
                "Alertmanager rejected its new configuration and uses the previous one.", "Check `docker logs alertmanager`, correct the configuration and reload it."),
            Of("alertmanager", "NotificationsFail", "sum by (integration) (increase(alertmanager_notifications_failed_total[10m])) > 0", "5m",
                "Alertmanager cannot send notifications through {{ $labels.integration }}.", "Check `docker logs alertmanager`, and whether the secret of this channel in secrets/ is filled in."),
            Of("promtail", "LogsLost", "sum(increase(loki_write_dropped_entries_total[10m])) > 0", "0m",
                "Promtail drops log lines because they do not reach Loki.", "Check `docker logs promtail` and `docker logs loki`. `docker logs` of the containers still shows the lines."),
        ]),
        new("escalation",
        [
            new Alert("WarningsUnattended", Severity.Critical, Firing(Severity.Warning), "24h",
                "A warning about {{ $labels.service }} has been unacknowledged for a day.",
                "Fix the cause, or silence the warning in Alertmanager for as long as it can wait. A silence for service=\"{{ $labels.service }}\" covers this alert too."),
            new Alert("CriticalUnattended", Severity.Escalated, Firing(Severity.Critical), "30m",
                "A critical alert about {{ $labels.service }} has been unacknowledged for half an hour.",
                "To acknowledge it, silence service=\"{{ $labels.service }}\" in Alertmanager, and fix the cause."),
        ]),
    ];

    private static Alert Of(string service, string name, string expression, string hold, string summary, string remedy) =>
        new(name, Severity.Warning, expression, hold, summary, remedy) { Service = service };

    private static string Firing(Severity severity) =>
        $$"""max by (service) (ALERTS{alertstate="firing",severity="{{RuleFile.SeverityName(severity)}}"})""";
}
