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
                // A scrape shows the present values, not cached ones.
                .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0))
            .WithTracing(tracing => tracing
                // Work caused by a probe is not traced either; the sampling decision of a caller, such as the edge, is ignored.
                .SetSampler(new ParentBasedSampler(new AlwaysOnSampler(), remoteParentNotSampled: new AlwaysOnSampler()))
                .AddSource(OwnSources)
                .AddAspNetCoreInstrumentation(options => options.Filter = IsTraced)
                .AddHttpClientInstrumentation());

        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
            builder.Services.AddHostedService<TelemetryEnd>();
        }
    }

    /// <summary>Probes come every few seconds and would bury the traces of visitors.</summary>
    private static bool IsTraced(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && context.Request.Path.Value is not ("/alive" or "/api/health" or "/metrics");
}
