using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Loki;

/// <summary>
/// <c>loki/</c>: one process that keeps the logs of two weeks in files. It takes no more than the limits say, so that a flood of logs costs lines and not the disk.
/// Never run against the real image: held against the documented settings only.
/// </summary>
internal static class LokiConfiguration
{
    public const string Folder = "loki";

    /// <summary>Where it listens unless the model says otherwise.</summary>
    public const int Port = 3100;

    public static IEnumerable<GeneratedFile> Render(SystemModel model) => model.Find(Folder) is { } loki ? Render(loki.Facts.Scrape?.Port ?? Port) : [];

    /// <param name="port">Where it listens.</param>
    public static IEnumerable<GeneratedFile> Render(int port) =>
        [GeneratedFile.Text($"{Folder}/loki-config.yml", YamlWriter.Write(new()
        {
            { "auth_enabled", false },
            { "server", new YamlMap { { "http_listen_port", port }, { "log_level", "warn" } } },
            {
                "common",
                new YamlMap
                {
                    { "instance_addr", "127.0.0.1" },
                    { "path_prefix", "/loki" },
                    { "replication_factor", 1 },
                    { "ring", new YamlMap { { "kvstore", new YamlMap { { "store", "inmemory" } } } } },
                    { "storage", new YamlMap { { "filesystem", new YamlMap { { "chunks_directory", "/loki/chunks" }, { "rules_directory", "/loki/rules" } } } } },
                }
            },
            {
                "schema_config",
                new YamlMap
                {
                    {
                        "configs",
                        [
                            new YamlMap
                            {
                                { "from", "2026-01-01" },
                                { "store", "tsdb" },
                                { "object_store", "filesystem" },
                                { "schema", "v13" },
                                { "index", new YamlMap { { "prefix", "index_" }, { "period", "24h" } } },
                            },
                        ]
                    },
                }
            },
            {
                "compactor",
                new YamlMap
                {
                    { "working_directory", "/loki/compactor" },
                    { "retention_enabled", true },
                    { "retention_delete_delay", "2h" },
                    { "delete_request_store", "filesystem" },
                }
            },
            {
                "limits_config",
                new YamlMap
                {
                    { "retention_period", "336h" },
                    { "reject_old_samples", true },
                    { "reject_old_samples_max_age", "24h" },
                    { "ingestion_rate_mb", 1 },
                    { "ingestion_burst_size_mb", 4 },
                    { "per_stream_rate_limit", "512KB" },
                    { "per_stream_rate_limit_burst", "2MB" },
                    { "max_line_size", "64KB" },
                    { "max_line_size_truncate", true },
                    { "max_label_names_per_series", 5 },
                    { "max_global_streams_per_user", 100 },
                    { "max_query_length", "336h" },
                }
            },
            { "analytics", new YamlMap { { "reporting_enabled", false } } },
        }))];
}
