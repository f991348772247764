namespace Aspire.Hosting.Dashboard;

/// <summary>Where resources send telemetry.</summary>
/// <param name="Url">Value of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</param>
/// <param name="Protocol">Value of <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>.</param>
/// <param name="ApiKey">What the dashboard asks of senders; null when it asks nothing.</param>
internal sealed record OtlpEndpoint(string Url, string Protocol, string? ApiKey)
{
    /// <summary>Value of <c>OTEL_EXPORTER_OTLP_HEADERS</c>; null when there is none to set.</summary>
    public string? Headers => ApiKey is null ? null : $"x-otlp-api-key={ApiKey}";
}
