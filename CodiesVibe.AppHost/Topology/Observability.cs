namespace CodiesVibe.AppHost.Topology;

/// <summary>What watches over the product: in production only, since its configuration is generated for there.</summary>
internal static class Observability
{
    public static IResourceBuilder<IResourceWithWaitSupport> AddPrometheus(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddInProduction(name, "DataTrending", () => builder.AddContainer(name, Images.Prometheus)
            .WithHttpEndpoint(targetPort: 9090)
            .WithVolume($"{name}-data", "/prometheus"));

    public static IResourceBuilder<IResourceWithWaitSupport> AddGrafana(this IDistributedApplicationBuilder builder, string name) =>
        // The length is stated because the manifest repeats it: left out, it would say 0.
        builder.AddInProduction(name, "ChartMultiple", () => builder.AddContainer(name, Images.Grafana)
            .WithHttpEndpoint(targetPort: 3000)
            .WithVolume($"{name}-data", "/var/lib/grafana")
            .WithEnvironment("GF_SECURITY_ADMIN_PASSWORD", builder.AddParameter($"{name}-admin-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true)));

    public static IResourceBuilder<IResourceWithWaitSupport> AddLoki(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddInProduction(name, "DocumentText", () => builder.AddContainer(name, Images.Loki)
            .WithHttpEndpoint(targetPort: 3100)
            .WithVolume($"{name}-data", "/loki"));

    public static IResourceBuilder<IResourceWithWaitSupport> AddPromtail(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddInProduction(name, "DocumentArrowRight", () => builder.AddContainer(name, Images.Promtail)
            .WithHttpEndpoint(targetPort: 12345)
            .WithVolume($"{name}-data", "/var/lib/alloy/data"));

    public static IResourceBuilder<IResourceWithWaitSupport> AddAlertmanager(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddInProduction(name, "AlertUrgent", () => builder.AddContainer(name, Images.Alertmanager)
            .WithHttpEndpoint(targetPort: 9093)
            .WithVolume($"{name}-data", "/alertmanager"));

    public static IResourceBuilder<IResourceWithWaitSupport> AddNodeExporter(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddInProduction(name, "Server", () => builder.AddContainer(name, Images.NodeExporter).WithHttpEndpoint(targetPort: 9100));

    private static IResourceBuilder<IResourceWithWaitSupport> AddInProduction(
        this IDistributedApplicationBuilder builder, string name, string icon, Func<IResourceBuilder<ContainerResource>> add) =>
        builder.ExecutionContext.IsPublishMode
            ? add().WithIconName(icon)
            : builder.AddUnavailable(name, icon, "its configuration is not generated for this machine yet; use this dashboard's traces, metrics and logs in the meantime");
}
