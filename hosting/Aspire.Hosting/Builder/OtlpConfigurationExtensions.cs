using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Sends the telemetry of resources to the dashboard.</summary>
public static class OtlpConfigurationExtensions
{
    /// <summary>Where telemetry goes when there is no dashboard: the address that a collector of one's own would have.</summary>
    private static readonly OtlpEndpoint WithoutDashboard = new("http://localhost:18889", "grpc", ApiKey: null);

    /// <summary>Tells the resource, through the standard OpenTelemetry variables, to send its telemetry to the dashboard.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment =>
        builder.WithAnnotation(new OtlpExporterAnnotation(), ResourceAnnotationMutationBehavior.Replace).WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsPublishMode)
            {
                return;
            }

            var environment = context.EnvironmentVariables;
            var otlp = context.ExecutionContext.ServiceProvider.GetService<DashboardOptions>()?.Otlp ?? WithoutDashboard;
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = new OtlpAddress(otlp);
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = otlp.Protocol;
            if (otlp.Headers is { } headers)
            {
                environment["OTEL_EXPORTER_OTLP_HEADERS"] = headers;
            }

            // The engine knows each replica's own name.
            environment["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id={{index .Annotations \"" + EngineAnnotations.InstanceSuffix + "\"}}";
            environment["OTEL_SERVICE_NAME"] = context.Resource.Name;
            environment["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            environment["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            environment["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            environment["OTEL_TRACES_SAMPLER"] = "always_on";
            environment["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
            environment["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
        });
}
