namespace CodiesVibe.Publishing.Prometheus;

/// <summary>Alerts about the monitoring itself, and about alerts that nobody took up.</summary>
internal static class MonitoringAlerts
{
    /// <summary>Whether a service without slots answers, by service.</summary>
    public const string TargetUp = """min by (service) (up{slot="",profile=""})""";

    /// <summary>Alerts about the monitoring. They say that an alert may be missed, and are never escalated: a channel that fails cannot be mended by using it more often.</summary>
    private static readonly RuleGroup s_monitoring = new("monitoring",
    [
        new Alert("TargetDown", Severity.Warning, $"{TargetUp} == 0", "15m",
            "{{ $labels.service }} provides no metrics.",
            "What it monitors is unknown. Check its containers, which `docker ps -a --filter name={{ $labels.service }}` lists, and their `docker logs`."),
        Of("prometheus", "RulesFail", Grew("prometheus_rule_evaluation_failures_total"), "0m",
            "Prometheus cannot evaluate some rules.", "Alerts may be missed. The page Rules of Prometheus shows which rules fail."),
        Of("prometheus", "PrometheusConfigurationRejected", "prometheus_config_last_reload_successful == 0", "5m",
            "Prometheus rejected its new configuration and uses the previous one.", "Check `docker-compose -f docker-compose.infra.yml logs prometheus`, correct the configuration and load it with `docker-compose -f docker-compose.infra.yml exec prometheus kill -HUP 1`."),
        Of("prometheus", "PrometheusLogDamaged", Grew("prometheus_tsdb_wal_corruptions_total"), "0m",
            "Prometheus found corruption in its write-ahead log.", "Prometheus repaired what it could. Check the disk."),
        Of("prometheus", "PrometheusReachesNoAlertmanager", "sum(rate(prometheus_notifications_errors_total[5m])) > 0", "5m",
            "Prometheus cannot send its alerts to Alertmanager.", "Nobody is notified of any alert. Check `docker-compose -f docker-compose.infra.yml logs alertmanager`."),
        Of("alertmanager", "AlertmanagerConfigurationRejected", "alertmanager_config_last_reload_successful == 0", "5m",
            "Alertmanager rejected its new configuration and uses the previous one.", "Check `docker-compose -f docker-compose.infra.yml logs alertmanager`, correct the configuration and load it with `docker-compose -f docker-compose.infra.yml exec alertmanager kill -HUP 1`."),
        Of("alertmanager", "NotificationsFail", Grew("alertmanager_notifications_failed_total", " by (integration) "), "5m",
            "Alertmanager cannot send notifications through {{ $labels.integration }}.", "Check `docker-compose -f docker-compose.infra.yml logs alertmanager`, and the address and secret of this channel. An empty secret turns it off."),
        Of("promtail", "LogsDropped", Grew("loki_process_dropped_lines_total", " by (component_id) "), "0m",
            "More log lines arrive at {{ $labels.component_id }} than are kept.", "The logs of this source have gaps. See on the dashboard Monitoring health since when, and in `docker logs` of the service what floods them."),
        Of("promtail", "LogsLost", Grew("loki_write_dropped_entries_total"), "0m",
            "Promtail drops log lines because they do not reach Loki.", "Check `docker-compose -f docker-compose.infra.yml logs promtail loki`. `docker logs` of the containers still shows the lines."),
    ]);

    public static IReadOnlyList<RuleGroup> Groups { get; } =
    [
        s_monitoring,
        new("heartbeat",
        [
            new Alert("Watchdog", Severity.Heartbeat, "vector(1)", "0m",
                "Alerts arrive.", "This alert always fires. A service outside this server expects it, and tells you when it is missing.") { Service = "prometheus" },
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

    /// <summary>Whether a counter went up in the last ten minutes. Many are there only once something was counted, so a new series counts as well.</summary>
    private static string Grew(string counter, string by = "") => $"sum{by}(increase({counter}[10m])) > 0 or sum{by}({counter} unless {counter} offset 10m) > 0";

    private static string Firing(Severity severity) =>
        $$"""max by (service) (ALERTS{alertstate="firing",severity="{{RuleFile.SeverityName(severity)}}",alertname!~"{{string.Join('|', s_monitoring.Rules.OfType<Alert>().Select(alert => alert.Name))}}"})""";
}
