using CodiesVibe.AppHost.Production;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Redis;

namespace CodiesVibe.AppHost.Topology;

/// <summary>Exporters for servers without metrics of their own; in production only.</summary>
internal static class Exporters
{
    /// <param name="builder">The application.</param>
    /// <param name="cache">The cache to export.</param>
    /// <param name="edge">The edge to export; its exporter exits when the edge does not respond at the start.</param>
    public static void AddExporters(this IDistributedApplicationBuilder builder, IResourceBuilder<IResource> cache, IResourceBuilder<IResource> edge)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            builder.AddRedisExporter("redis-exporter").WaitFor(cache);
            builder.AddNginxExporter("nginx-exporter").WaitFor(edge);
            builder.AddCadvisor("cadvisor");
        }
    }

    private static IResourceBuilder<ContainerResource> AddRedisExporter(this IDistributedApplicationBuilder builder, string name)
    {
        builder.AddParameter(RedisUsers.ExporterPassword, new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true);
        return builder.AddContainer(name, Images.RedisExporter)
            .WithHttpEndpoint(targetPort: 9121)
            .WithEnvironment("REDIS_ADDR", "redis://redis:6379")
            .WithEnvironment("REDIS_USER", RedisUsers.Exporter)
            .WithEnvironment("REDIS_PASSWORD_FILE", "/run/secrets/redis-passwords.json")
            .InProduction(new()
            {
                Tier = Tier.Infrastructure,
                Networks = [Networks.Data, Networks.Monitoring],
                Probe = new(["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:9121/health"]),
                Limits = new(Memory: 64, Cpus: 0.25, Pids: 64),
                User = "59000:59000",
                StopGrace = "10s",
                // The exporter looks its password up by address and user; before version 1.46, by address alone.
                SecretFiles = { ["redis-passwords.json"] = $$"""{"redis://{{RedisUsers.Exporter}}@redis:6379": "{{{RedisUsers.ExporterPassword}}.value}", "redis://redis:6379": "{{{RedisUsers.ExporterPassword}}.value}"}""" },
                Scrape = new(9121),
            });
    }

    private static IResourceBuilder<ContainerResource> AddNginxExporter(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddContainer(name, Images.NginxExporter)
            .WithHttpEndpoint(targetPort: 9113)
            .WithArgs("--nginx.scrape-uri=http://nginx:8081/stub_status")
            .InProduction(new()
            {
                Tier = Tier.Edge,
                Networks = [Networks.Application, Networks.Monitoring],
                Limits = new(Memory: 32, Cpus: 0.25, Pids: 32),
                User = "1001:1001",
                StopGrace = "10s",
                Scrape = new(9113),
                Waivers = [new(HardeningRule.HealthCheck, "Its image contains no program for a health check. Prometheus detects when it is down.")],
            });

    private static void AddCadvisor(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddContainer(name, Images.Cadvisor)
            .WithHttpEndpoint(targetPort: 8080)
            .WithArgs("--docker_only=false", "--store_container_labels=false", "--housekeeping_interval=30s")
            .InProduction(new()
            {
                Tier = Tier.Infrastructure,
                Profile = "container-metrics",
                StandIn = "nothing; the tests do not start it",
                Networks = [Networks.Monitoring],
                Probe = new(["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/healthz"]),
                Limits = new(Memory: 256, Cpus: 0.5, Pids: 128),
                User = "0:0",
                Tmpfs = ["/tmp"],
                StopGrace = "10s",
                HostMounts = ["/:/rootfs", "/sys:/sys", "/var/lib/docker:/var/lib/docker"],
                Scrape = new(8080),
                Waivers =
                [
                    new(HardeningRule.NonRootUser, "It reads the control groups of all containers, which only root may do."),
                    new(HardeningRule.NoHostMount, "It measures the containers of the host, whose files it mounts read-only. It starts only with the profile container-metrics."),
                ],
            });
}
