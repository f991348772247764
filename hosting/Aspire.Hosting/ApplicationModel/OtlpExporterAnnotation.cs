namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource sends its telemetry to the dashboard.</summary>
internal sealed class OtlpExporterAnnotation : IResourceAnnotation;
