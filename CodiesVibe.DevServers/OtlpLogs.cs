using System.Net;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;

namespace CodiesVibe.DevServers;

/// <summary>Sends structured logs by OTLP, as every process of the system does, to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> if it is set.</summary>
internal static partial class OtlpLogs
{
    /// <summary>A longer time would delay the stop of a server whose collector has stopped before it.</summary>
    private const int PatienceMilliseconds = 500;

    public static ILoggingBuilder AddOtlpLogs(this ILoggingBuilder logging) =>
        string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))
            ? logging
            : logging.AddOpenTelemetry(telemetry =>
            {
                telemetry.IncludeFormattedMessage = true;
                telemetry.AddOtlpExporter((OtlpExporterOptions exporter) => exporter.TimeoutMilliseconds = PatienceMilliseconds);
            });

    /// <summary>For a server without a host. It is called once the server listens, because it would delay the start.</summary>
    /// <param name="server">The sub-command.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="dataFolder">Where it keeps its data.</param>
    public static ILoggerFactory Begin(string server, EndPoint address, string dataFolder)
    {
        var loggers = LoggerFactory.Create(logging => logging.AddOtlpLogs());
        LogListening(loggers.CreateLogger(server), address, dataFolder);
        return loggers;
    }

    [LoggerMessage(LogLevel.Information, "Listening on {Address}, data in {Folder}.")]
    private static partial void LogListening(ILogger logger, EndPoint address, string folder);
}
