using CodiesVibe.Publishing.Prometheus;

namespace CodiesVibe.Publishing.Grafana;

/// <summary>Whether what watches can be trusted.</summary>
internal static class MonitoringHealth
{
    public static readonly Dashboard Dashboard = new("monitoring", "Monitoring health",
    [
        new(PanelKind.Table, "Scrape targets", "short", new Query("max by (service, slot) (up)")) { Words = ("down", "up"), Description = "Usually, only one slot of a service is up." },
        Lines("Scrape duration", "s", new Query("max by (service, slot) (scrape_duration_seconds)", "{{service}} {{slot}}")),
        Lines("Prometheus: series", "short", new Query("prometheus_tsdb_head_series", "in memory")),
        Lines("Prometheus: disk usage", "bytes", new Query("prometheus_tsdb_storage_blocks_bytes", "blocks")),
        Lines("Prometheus: rule evaluation time", "s", new Query("prometheus_rule_group_last_duration_seconds", "{{rule_group}}")),
        Lines("Prometheus: errors", "short",
            new Query("sum(increase(prometheus_rule_evaluation_failures_total[10m]))", "rules that failed"),
            new Query("sum(increase(prometheus_notifications_dropped_total[10m]))", "alerts given up"),
            new Query("sum(increase(prometheus_tsdb_wal_corruptions_total[10m]))", "damages of the log")),
        Lines("Alertmanager: notifications", "short",
            new Query("sum by (integration) (increase(alertmanager_notifications_total[10m])) > 0", "{{integration}}"),
            new Query("sum by (integration) (increase(alertmanager_notifications_failed_total[10m])) > 0", "{{integration}} failed")),
        Lines("Alertmanager: alerts", "short", new Query("sum by (state) (alertmanager_alerts)", "{{state}}")),
        Lines("Loki: lines received", "cps", new Query("sum(rate(loki_distributor_lines_received_total[5m]))", "lines")),
        Lines("Log lines sent and dropped", "cps",
            new Query("sum(rate(loki_write_sent_entries_total[5m]))", "shipped"),
            new Query("sum(rate(loki_write_dropped_entries_total[5m]))", "lost"),
            new Query("sum by (component_id) (rate(loki_process_dropped_lines_total[5m]))", "over the limit: {{component_id}}")),
        Lines("Grafana: requests", "reqps", new Query("sum by (status_code) (rate(grafana_http_request_duration_seconds_count[5m]))", "{{status_code}}")),
        Lines("Restarts in 15 minutes", "short", new Query("max by (service) (changes(process_start_time_seconds[15m]))", "{{service}}")),
        Lines("Targets down", "short", new Query($"count({MonitoringAlerts.TargetUp} == 0) or vector(0)", "down")),
    ]);

    private static Panel Lines(string title, string unit, params Query[] queries) => new(PanelKind.Lines, title, unit, queries);
}
