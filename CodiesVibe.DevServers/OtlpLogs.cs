using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;

namespace CodiesVibe.DevServers;

/// <summary>Structured logs by OTLP, as every process of the system sends them.</summary>
internal static class OtlpLogs
{
    /// <summary>Longer would hold up the end of a server whose collector has gone before it.</summary>
    private const int PatienceMilliseconds = 500;

    /// <summary>Sends what is logged to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; without that variable nothing is sent.</summary>
    public static ILoggingBuilder AddOtlpLogs(this ILoggingBuilder logging) =>
        string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))
            ? logging
            : logging.AddOpenTelemetry(telemetry =>
            {
                telemetry.IncludeFormattedMessage = true;
                telemetry.AddOtlpExporter((OtlpExporterOptions exporter) => exporter.TimeoutMilliseconds = PatienceMilliseconds);
            });
}
