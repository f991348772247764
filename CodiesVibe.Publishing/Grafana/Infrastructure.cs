using CodiesVibe.Publishing.Prometheus;

namespace CodiesVibe.Publishing.Grafana;

/// <summary>The server, the data stores and the edge.</summary>
internal static class Infrastructure
{
    public static readonly Dashboard Dashboard = new("infrastructure", "Infrastructure",
    [
        Lines("CPU usage", "percentunit", new Query(HostAlerts.Processors, "used")) with { Max = 1, Thresholds = new(0.7, 0.9) },
        Lines("Memory", "percentunit", new Query($"1 - {HostAlerts.MemoryFree}", "used")) with { Max = 1, Thresholds = new(0.8, 0.9) },
        Lines("Free disk space", "percentunit", new Query(HostAlerts.DiskFree, "{{mountpoint}}")) with { Max = 1, Thresholds = new(0.15, 0.05) },
        Lines("Disk utilization", "percentunit", new Query("rate(node_disk_io_time_seconds_total[5m])", "{{device}}")) with { Max = 1 },
        Lines("Memory by service", "bytes", new Query("sum by (service, slot) (process_resident_memory_bytes or dotnet_process_memory_working_set_bytes)", "{{service}} {{slot}}")) with { Description = "Each process reports its own memory." },
        Lines("Memory by container", "bytes", new Query("""container_memory_working_set_bytes{id=~".*docker.*"}""", "{{id}}")) with { Description = "Only with the profile container-metrics, which is off by default." },
        Lines("MongoDB: operations", "ops", new Query("max by (type) (rate(codiesvibe_mongodb_operations_total[5m]))", "{{type}}")),
        Lines("MongoDB: connections", "short", new Query("max by (state) (codiesvibe_mongodb_connections)", "{{state}}")),
        Lines("MongoDB: memory", "bytes", new Query("max(codiesvibe_mongodb_resident_memory_bytes)", "resident")),
        Lines("Redis: commands", "ops", new Query("rate(redis_commands_processed_total[5m])", "commands")),
        Lines("Redis: memory", "bytes", new Query("redis_memory_used_bytes", "used"), new Query("redis_memory_max_bytes > 0", "limit")),
        Lines("Redis: evicted and expired keys", "ops", new Query("rate(redis_evicted_keys_total[5m])", "evicted"), new Query("rate(redis_expired_keys_total[5m])", "expired")),
        Lines("Edge: requests", "reqps", new Query("rate(nginx_http_requests_total[5m])", "requests")),
        Lines("Tunnel: connections", "short", new Query("cloudflared_tunnel_ha_connections", "to Cloudflare")),
        Lines("Edge: responses with 5xx", "percentunit", new Query(ServiceAlerts.EdgeErrors, "share")) with { Thresholds = new(0.001, 0.05), Description = "Counted from the log of the edge, its own errors included." },
        Lines("Edge: connections", "short", new Query("nginx_connections_active", "active"), new Query("nginx_connections_waiting", "idle")),
    ]);

    private static Panel Lines(string title, string unit, params Query[] queries) => new(PanelKind.Lines, title, unit, queries);
}
