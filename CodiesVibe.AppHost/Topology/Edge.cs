using CodiesVibe.AppHost.Production;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Nginx;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The edge between visitors and the product.</summary>
internal static class Edge
{
    /// <summary>The uid of the edge in production.</summary>
    public const int User = 101;

    private const string StandIn = "a program that only answers the health check";
    private const int TunnelMetrics = 20241;
    private const string TunnelToken = "Parameters:cloudflare-tunnel-token";

    /// <summary>The one address of the site; only its port is fixed.</summary>
    public static IResourceBuilder<IEdgeResource> AddEdge(this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsPublishMode ? builder.AddNginx(name) : builder.AddEdgeProcess(name);

    private static IResourceBuilder<NginxResource> AddNginx(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new NginxResource(name))
            .WithImage(Images.Nginx.Name, Images.Nginx.Tag).WithImageRegistry("docker.io")
            .WithHttpEndpoint(port: 80, targetPort: 80)
            .WithEndpoint(port: 443, targetPort: 443, scheme: "https", name: "https")
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health/nginx", endpointName: "http")
            .WithIconName("GlobeShield")
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.None)
            .WithVolume(Volumes.Logs, Volumes.LogsTarget)
            .WithArgs("sh", $"/etc/nginx/site/{NginxConfiguration.Script}")
            .InProduction(new()
            {
                Tier = Tier.Edge,
                Networks = [Networks.Application],
                Probe = new(["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:80/nginx-health"]),
                Limits = new(Memory: 192, Cpus: 1, Pids: 64),
                User = $"{User}:{User}",
                Tmpfs = ["/tmp"],
                Mounts = [new("nginx", "/etc/nginx/site"), new("state", "/state"), new("certificates", "/etc/nginx/certificates")],
                StopGrace = "35s",
                Development = new([new(8080, 8080)]),
            });

    /// <summary>Whether the tunnel is part of the system: in production, and where its token is configured.</summary>
    public static bool HasTunnel(this IDistributedApplicationBuilder builder) =>
        builder.ExecutionContext.IsPublishMode || !string.IsNullOrEmpty(builder.Configuration[TunnelToken]);

    public static IResourceBuilder<IResourceWithWaitSupport> AddTunnel(this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsPublishMode
            ? builder.AddContainer(name, Images.Cloudflared)
                .WithHttpEndpoint(targetPort: TunnelMetrics, name: "metrics")
                .WithArgs("tunnel", "--config", "/etc/cloudflared/config.yml", "--metrics", $"0.0.0.0:{TunnelMetrics}", "run")
                .WithEnvironment("TUNNEL_TOKEN", builder.AddServerSecret("cloudflare-tunnel-token"))
                .WithIconName("CloudArrowUp")
                .InProduction(new()
                {
                    Tier = Tier.Tunnel,
                    Networks = [Networks.Application],
                    Probe = new(["CMD", "cloudflared", "tunnel", "--metrics", $"127.0.0.1:{TunnelMetrics}", "ready"]),
                    Limits = new(Memory: 128, Cpus: 0.5, Pids: 64),
                    User = "65532:65532",
                    Mounts = [new("cloudflared", "/etc/cloudflared")],
                    StopGrace = "40s",
                    Secrets = SecretStyle.FileSuffix,
                    Scrape = new(TunnelMetrics),
                    StandIn = StandIn,
                })
            : builder.AddUnavailable(name, "CloudArrowUp", "the tunnel runs in production only");
}
