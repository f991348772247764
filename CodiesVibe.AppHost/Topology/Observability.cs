namespace CodiesVibe.AppHost.Topology;

/// <summary>What watches over the product.</summary>
internal static class Observability
{
    private const string Unconfigured = "its configuration is not generated yet; use this dashboard's traces, metrics and logs in the meantime";
    private const string ContainerOnly = "it is available as a container only; use this dashboard's traces, metrics and logs in the meantime";

    public static IResourceBuilder<UnavailableResource> AddPrometheus(this IDistributedApplicationBuilder builder, string name) => builder.AddUnavailable(name, "DataTrending", Unconfigured);

    public static IResourceBuilder<UnavailableResource> AddGrafana(this IDistributedApplicationBuilder builder, string name) => builder.AddUnavailable(name, "ChartMultiple", ContainerOnly);

    public static IResourceBuilder<UnavailableResource> AddLoki(this IDistributedApplicationBuilder builder, string name) => builder.AddUnavailable(name, "DocumentText", ContainerOnly);

    public static IResourceBuilder<UnavailableResource> AddPromtail(this IDistributedApplicationBuilder builder, string name) => builder.AddUnavailable(name, "DocumentArrowRight", ContainerOnly);

    public static IResourceBuilder<UnavailableResource> AddAlertmanager(this IDistributedApplicationBuilder builder, string name) => builder.AddUnavailable(name, "AlertUrgent", Unconfigured);

    public static IResourceBuilder<UnavailableResource> AddNodeExporter(this IDistributedApplicationBuilder builder, string name) => builder.AddUnavailable(name, "Server", Unconfigured);
}
