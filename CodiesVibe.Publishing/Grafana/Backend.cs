using CodiesVibe.Publishing.Prometheus;

namespace CodiesVibe.Publishing.Grafana;

/// <summary>The API from inside, a slot at a time or both.</summary>
internal static class Backend
{
    /// <summary>The share of lookups that the cache answers.</summary>
    public const string CacheHits = """sum(rate(codiesvibe_cache_lookups_total{result="hit"}[5m])) / (sum(rate(codiesvibe_cache_lookups_total[5m])) > 0)""";

    private const string OfSlot = "slot=~\"$slot\"";

    public static readonly Dashboard Dashboard = new("backend", "Backend",
    [
        Lines("Requests by route", "reqps", $"sum by (http_route) (rate({ServiceLevels.Series("count", OfSlot)}[5m]))", "{{http_route}}"),
        Lines("Failed requests by route", "reqps", $"sum by (http_route, http_response_status_code) (rate({ServiceLevels.Series("count", OfSlot, "http_response_status_code=~\"5..\"")}[5m]))", "{{http_route}} {{http_response_status_code}}"),
        Lines("Latency by route (95th percentile)", "s", $"histogram_quantile(0.95, sum by (le, http_route) (rate({ServiceLevels.Series("bucket", OfSlot)}[5m])))", "{{http_route}}"),
        Lines("Requests in progress", "short", $"sum by (slot) (http_server_active_requests{{{OfSlot}}})", "{{slot}}"),
        Lines("Cache lookups", "reqps", $"sum by (result) (rate(codiesvibe_cache_lookups_total{{{OfSlot}}}[5m]))", "{{result}}"),
        Lines("Cache hit rate", "percentunit", CacheHits, "hits") with { Max = 1 },
        Lines("Searches", "reqps", $"sum by (result) (rate(codiesvibe_searches_total{{{OfSlot}}}[5m]))", "{{result}}"),
        Lines("Tools by category", "short", "max by (category) (codiesvibe_tools)", "{{category}}"),
        Lines("Reachable dependencies", "short", $"max by (slot, dependency) (codiesvibe_dependency_up{{{OfSlot}}})", "{{dependency}} from {{slot}}") with { Max = 1 },
        Lines("Memory", "bytes", $"dotnet_process_memory_working_set_bytes{{{OfSlot}}}", "{{slot}}"),
        Lines("CPU usage", "short", $"sum by (slot) (rate(dotnet_process_cpu_time_seconds_total{{{OfSlot}}}[5m]))", "{{slot}}"),
        Lines("Time spent in garbage collection", "percentunit", $"rate(dotnet_gc_pause_time_seconds_total{{{OfSlot}}}[5m])", "{{slot}}"),
        Lines("Thread pool queue length", "short", $"dotnet_thread_pool_queue_length_total{{{OfSlot}}}", "{{slot}}"),
        new(PanelKind.Logs, "Logs", "short", new Query($$"""{service="{{ServiceLevels.Backend}}"}""")) { Width = 24, Height = 10 },
    ])
    { Choice = ("slot", $"label_values(up{{service=\"{ServiceLevels.Backend}\"}}, slot)") };

    private static Panel Lines(string title, string unit, string expression, string legend) => new(PanelKind.Lines, title, unit, new Query(expression, legend));
}
