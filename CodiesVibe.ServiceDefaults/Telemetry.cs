using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CodiesVibe.ServiceDefaults;

/// <summary>Logs, metrics and traces: pulled from <c>/metrics</c>, and pushed where an OTLP endpoint is named.</summary>
internal static class Telemetry
{
    /// <summary>Activity sources and meters of our own all start with this.</summary>
    private const string OwnSources = "CodiesVibe.*";

    private static readonly Meter s_process = new("CodiesVibe.Process");

    static Telemetry()
    {
        using var process = Process.GetCurrentProcess();
        var start = new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
        s_process.CreateObservableGauge("process.start_time", () => start, "s", "When the process started, as Unix time.");
    }

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(OwnSources)
                // A scrape shows what is true now, not what was a moment ago.
                .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0))
            .WithTracing(tracing => tracing
                // What a probe causes is no more worth a trace than the probe; what a caller thinks, such as the edge, does not matter.
                .SetSampler(new ParentBasedSampler(new AlwaysOnSampler(), remoteParentNotSampled: new AlwaysOnSampler()))
                .AddSource(OwnSources)
                .AddAspNetCoreInstrumentation(options => options.Filter = IsWorthATrace)
                .AddHttpClientInstrumentation());

        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
            builder.Services.AddHostedService<TelemetryEnd>();
        }
    }

    /// <summary>Probes come every few seconds and would bury the traces of people.</summary>
    private static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && context.Request.Path.Value is not ("/alive" or "/api/health" or "/metrics");
}
