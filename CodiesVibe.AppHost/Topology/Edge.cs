using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Topology;

/// <summary>What stands between the world and the product.</summary>
internal static class Edge
{
    private const string TunnelToken = "Parameters:cloudflare-tunnel-token";

    /// <summary>The one address of the site; only its port is fixed.</summary>
    public static IResourceBuilder<ExecutableResource> AddEdge(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddExecutable(name, DevServer.Command, builder.AppHostDirectory, DevServer.Program, "gateway")
            .WithHttpEndpoint(port: 8080, env: "PORT")
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health/nginx")
            .WithIconName("GlobeShield")
            .WithUrlForEndpoint("http", url => url.DisplayText = "CodiesVibe")
            .OnResourceReady((edge, ready, _) =>
            {
                ready.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CodiesVibe").LogInformation("The site is ready at {Url}", edge.GetEndpoint("http").Url);
                return Task.CompletedTask;
            });

    /// <summary>Whether a tunnel is configured.</summary>
    public static bool HasTunnel(this IDistributedApplicationBuilder builder) => !string.IsNullOrEmpty(builder.Configuration[TunnelToken]);

    public static IResourceBuilder<UnavailableResource> AddTunnel(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddUnavailable(name, "CloudArrowUp", "the tunnel is part of production only");
}
