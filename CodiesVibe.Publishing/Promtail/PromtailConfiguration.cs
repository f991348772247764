using CodiesVibe.Publishing.Loki;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Promtail;

/// <summary>
/// <c>promtail/</c>: how logs reach Loki. The backend pushes its own over OTLP, the edge writes files; both are masked, bounded and given the same few labels.
/// Never run against the real image (Grafana Alloy): held against the documented components only.
/// </summary>
internal static class PromtailConfiguration
{
    public const string Folder = "promtail";

    /// <summary>The labels that a line keeps. More of them would make more streams than one process holds.</summary>
    public static readonly IReadOnlyList<string> Labels = ["service", "slot", "level"];

    /// <summary>The attribute of a resource of OpenTelemetry that says the slot.</summary>
    public const string SlotAttribute = "codiesvibe.slot";

    /// <summary>Where it takes logs over OTLP unless the model says otherwise.</summary>
    public const int OtlpPort = 4317;

    public static IEnumerable<GeneratedFile> Render(SystemModel model)
    {
        if (model.Find(Folder) is not { } promtail || model.Find("loki") is not { } loki)
        {
            return [];
        }

        var otlp = promtail.Bindings.FirstOrDefault(binding => binding.Name == "otlp")?.Port ?? OtlpPort;
        var files = promtail.Volumes.FirstOrDefault(volume => volume.ReadOnly);
        return Render(otlp, files?.Target, $"loki:{loki.Facts.Scrape?.Port ?? LokiConfiguration.Port}");
    }

    /// <param name="otlpPort">Where it takes logs over OTLP.</param>
    /// <param name="logFiles">The folder of the edge's log files, as it sees it; null where there is none.</param>
    /// <param name="loki">Host and port of Loki.</param>
    public static IEnumerable<GeneratedFile> Render(int otlpPort, string? logFiles, string loki) =>
        [GeneratedFile.Text($"{Folder}/config.alloy", Alloy(otlpPort, logFiles, loki))];

    private static string Alloy(int otlpPort, string? logFiles, string loki) => $$"""
        logging {
          level  = "warn"
          format = "json"
        }

        // The logs of the backend. The backend does not wait: it drops lines when this receiver is unavailable or full.
        otelcol.receiver.otlp "backend" {
          grpc {
            endpoint = "0.0.0.0:{{otlpPort}}"
          }
          output {
            logs = [otelcol.processor.memory_limiter.backend.input]
          }
        }

        otelcol.processor.memory_limiter "backend" {
          check_interval = "1s"
          limit          = "64MiB"
          output {
            logs = [otelcol.processor.batch.backend.input]
          }
        }

        otelcol.processor.batch "backend" {
          timeout = "1s"
          output {
            logs = [otelcol.exporter.loki.backend.input]
          }
        }

        otelcol.exporter.loki "backend" {
          forward_to = [loki.process.backend.receiver]
        }

        loki.process "backend" {
          stage.json {
            expressions = {
              service = "resources.\"service.name\"",
              slot    = "resources.\"{{SlotAttribute}}\"",
              level   = "severity",
            }
          }
          stage.labels {
            values = { service = "", slot = "", level = "" }
          }
        {{Limit}}  forward_to = [loki.process.all.receiver]
        }
        {{(logFiles is null ? "" : Files(logFiles))}}
        // Masks what must not be stored: credentials and personal data.
        loki.process "all" {
        {{string.Concat(Masking.Rules.Select(Stage))}}          stage.label_keep {
            values = [{{string.Join(", ", Labels.Select(Quoted.Text))}}]
          }
          forward_to = [loki.write.loki.receiver]
        }

        // The queue is in memory only. Lines that Loki does not accept within the retries are dropped and counted.
        loki.write "loki" {
          endpoint {
            url                 = "http://{{loki}}/loki/api/v1/push"
            max_backoff_period  = "1m"
            max_backoff_retries = 10
          }
        }

        """;

    private static string Files(string folder) => $$"""

        // The access log of the edge, with one JSON object per line.
        local.file_match "nginx" {
          path_targets = [{ __path__ = {{Quoted.Text($"{folder}/*.log")}}, service = "nginx" }]
        }

        loki.source.file "nginx" {
          targets    = local.file_match.nginx.targets
          forward_to = [loki.process.nginx.receiver]
        }

        // Counts what visitors get, before any line is dropped.
        loki.process "nginx" {
          stage.metrics {
            metric.counter {
              name              = "responses_total"
              prefix            = "codiesvibe_edge_"
              description       = "Responses of the edge."
              match_all         = true
              action            = "inc"
              max_idle_duration = "24h"
            }
          }
          stage.match {
            selector = "{service=\"nginx\"} |~ \"\\\"status\\\":5[0-9][0-9],\""
            stage.metrics {
              metric.counter {
                name              = "failures_total"
                prefix            = "codiesvibe_edge_"
                description       = "Responses of the edge with status 5xx."
                match_all         = true
                action            = "inc"
                max_idle_duration = "24h"
              }
            }
          }
        {{Limit}}  forward_to = [loki.process.all.receiver]
        }

        """;

    /// <summary>Each source has its own, so that a flood of one does not hide the other. What is over it is counted in <c>loki_process_dropped_lines_total</c>.</summary>
    private const string Limit = """
          // At this limit, two weeks of logs of one source are about 10 GB before compression.
          stage.limit {
            rate  = 25
            burst = 500
            drop  = true
          }

        """;

    private static string Stage(MaskingRule rule) => $$"""
          // {{rule.What}}
          stage.replace {
            expression = {{Quoted.Text(rule.Expression)}}
            replace    = {{Quoted.Text(rule.Replacement)}}
          }

        """;
}
