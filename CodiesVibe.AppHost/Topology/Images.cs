namespace CodiesVibe.AppHost.Topology;

/// <summary>The images of the system, for run mode and production alike.</summary>
internal static class Images
{
    public static readonly ContainerImage Mongo = new("mongo", "7.0.43");
    public static readonly ContainerImage Redis = new("redis", "7.4.11-alpine");
    public static readonly ContainerImage Nginx = new("nginxinc/nginx-unprivileged", "1.30.5-alpine");
    public static readonly ContainerImage Cloudflared = new("cloudflare/cloudflared", "2026.10.0");
    public static readonly ContainerImage Prometheus = new("prom/prometheus", "v3.13.3");
    public static readonly ContainerImage Grafana = new("grafana/grafana", "12.4.11");
    public static readonly ContainerImage Loki = new("grafana/loki", "3.7.7");

    /// <summary>Support for Promtail ended in March 2026; Alloy replaces it.</summary>
    public static readonly ContainerImage Promtail = new("grafana/alloy", "v1.18.1");

    public static readonly ContainerImage Alertmanager = new("prom/alertmanager", "v0.34.0");
    public static readonly ContainerImage NodeExporter = new("prom/node-exporter", "v1.12.1");

    public static readonly ContainerImage RedisExporter = new("oliver006/redis_exporter", "v1.88.0-alpine");
    public static readonly ContainerImage NginxExporter = new("nginx/nginx-prometheus-exporter", "1.5.3");
    public static readonly ContainerImage Cadvisor = new("google/cadvisor", "0.60.5", "ghcr.io");

    /// <summary>The images of the monitoring, which is optional on a developer's machine.</summary>
    public static readonly IReadOnlyList<ContainerImage> Watchers = [Prometheus, Grafana, Loki, Promtail, Alertmanager, NodeExporter];

    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, ContainerImage image) =>
        builder.AddContainer(name, image.Name, image.Tag).WithImageRegistry(image.Registry);
}
