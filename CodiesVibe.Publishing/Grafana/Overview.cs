using CodiesVibe.Publishing.Prometheus;

namespace CodiesVibe.Publishing.Grafana;

/// <summary>The first page: is it well, and if not, where to look.</summary>
internal static class Overview
{
    public static readonly Dashboard Dashboard = new("overview", "Overview",
    [
        Stat("Site", "short", ServiceLevels.SiteUp) with { Words = ("down", "up") },
        Stat("Edge", "short", "max(nginx_up)") with { Words = ("down", "up") },
        Stat("MongoDB", "short", """max(codiesvibe_dependency_up{dependency="mongodb"})""") with { Words = ("down", "up") },
        Stat("Redis", "short", "max(redis_up)") with { Words = ("down", "up") },
        Stat("Failed requests", "percentunit", ServiceLevels.ErrorRatio) with { Thresholds = new(0.001, 0.05) },
        Stat("Latency (95th percentile)", "s", $"{ServiceLevels.Latency}{{quantile=\"0.95\"}}") with { Thresholds = new(0.5, 1) },
        Stat("Lowest error budget left", "percentunit", $"min({Objective.BudgetLeft})") with { Thresholds = new(0.5, 0) },
        Stat("Certificate expires in", "s", ServiceAlerts.Certificate) with { Thresholds = new(14 * 86400, 3 * 86400) },
        new(PanelKind.Table, "Alerts", "short", new Query("""max by (alertname, severity, service) (ALERTS{alertstate="firing", severity!="heartbeat"})""")) { Height = 6, Width = 24 },
        new(PanelKind.Lines, "API requests", "reqps", new Query($"sum by (http_response_status_code) (rate({ServiceLevels.Series("count")}[5m]))", "{{http_response_status_code}}")),
        new(PanelKind.Lines, "Response time", "s", new Query(ServiceLevels.Latency, "{{quantile}}")),
        new(PanelKind.Lines, "Searches", "reqps", new Query("sum by (result) (rate(codiesvibe_searches_total[5m]))", "{{result}}")),
        new(PanelKind.Lines, "Cache hit rate", "percentunit", new Query(Backend.CacheHits, "hits")) { Max = 1 },
        new(PanelKind.Logs, "Errors and warnings in the logs", "short", new Query("""{level=~"(?i)(warn.*|error|critical|fatal)"}""")) { Width = 24, Height = 10 },
    ]);

    private static Panel Stat(string title, string unit, string expression) => new(PanelKind.Stat, title, unit, new Query(expression)) { Width = 3, Height = 4 };
}
