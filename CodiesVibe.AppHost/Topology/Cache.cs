using CodiesVibe.AppHost.Production;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The cache: a container, or <c>redis-server</c> where it is installed, else Garnet.</summary>
internal static class Cache
{
    public static IResourceBuilder<IResourceWithConnectionString> AddCache(this IDistributedApplicationBuilder builder, string name, RuntimeMode mode) =>
        mode == RuntimeMode.Containers ? builder.AddRedisContainer(name) : builder.AddRedisProcess(name);

    private static IResourceBuilder<RedisResource> AddRedisContainer(this IDistributedApplicationBuilder builder, string name)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            builder.AddParameter(RedisUsers.MaintenancePassword, new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true);
        }

        return builder.AddRedis(name)
            .WithImageTag(Images.Redis.Tag)
            .WithDataVolume(builder.VolumeOf(name))
            .WithIconName("DatabaseLightning")
            .InProduction(new()
            {
                Tier = Tier.Infrastructure,
                Networks = [Networks.Data],
                // PONG would prove nothing: any client may ping, so a failed login would not be noticed.
                Probe = new(["CMD-SHELL", $"REDISCLI_AUTH=\"$(cat /run/secrets/REDIS_PASSWORD)\" redis-cli --no-auth-warning --user {RedisUsers.Application} -h 127.0.0.1 acl whoami | grep -qx {RedisUsers.Application}"]),
                Limits = new(Memory: 320, Cpus: 0.5, Pids: 64),
                User = "999:1000",
                Command = ["redis-server", "/usr/local/etc/redis/redis.conf"],
                Mounts = [new("redis", "/usr/local/etc/redis")],
                StopGrace = "30s",
                Secrets = SecretStyle.KeyPerFile,
                SecretFiles = { ["users.acl"] = Users() },
            });
    }

    private static string Users() => string.Join('\n',
        "user default on nopass resetkeys resetchannels -@all +ping",
        $"user {RedisUsers.Application} on #{{{RedisUsers.ApplicationPassword}.sha256}} ~* &* +@all -@admin -@dangerous +info",
        $"user {RedisUsers.Exporter} on #{{{RedisUsers.ExporterPassword}.sha256}} resetkeys resetchannels -@all +@connection +info +config|get +client|list +slowlog +latency",
        $"user {RedisUsers.Maintenance} on #{{{RedisUsers.MaintenancePassword}.sha256}} resetkeys resetchannels -@all +acl|setuser",
        "");

    private static IResourceBuilder<RedisProcessResource> AddRedisProcess(this IDistributedApplicationBuilder builder, string name)
    {
        var native = ProgramOnPath.Find("redis-server");
        var server = native is null ? builder.AddGarnet(name) : builder.AddRedisServer(name, native);
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().AddAsyncCheck(check, token => PingAsync(server.Resource, token));
        return server.WithHealthCheck(check).WithIconName("DatabaseLightning");
    }

    private static IResourceBuilder<RedisProcessResource> AddGarnet(this IDistributedApplicationBuilder builder, string name)
    {
        var password = builder.AddParameter($"{name}-password", new GenerateParameterDefault { Special = false }, secret: true);
        return builder.AddResource(new RedisProcessResource(name, BuiltProgram.Command, builder.AppHostDirectory, password.Resource))
            .WithEndpoint(name: RedisProcessResource.EndpointName, env: "PORT").WithDirectEndpoints()
            .WithArgs(BuiltProgram.DevServers, "redis", "--data", builder.DataDirectoryOf(name))
            .WithOtlpExporter()
            .WithEnvironment("REDIS_PASSWORD", password);
    }

    private static IResourceBuilder<RedisProcessResource> AddRedisServer(this IDistributedApplicationBuilder builder, string name, string program)
    {
        var data = builder.DataDirectoryOf($"{name}-server");
        var server = builder.AddResource(new RedisProcessResource(name, program, builder.AppHostDirectory, password: null))
            .WithEndpoint(name: RedisProcessResource.EndpointName).WithDirectEndpoints()
            .OnBeforeResourceStarted((_, _, _) =>
            {
                Directory.CreateDirectory(data);
                return Task.CompletedTask;
            });
        return server.WithArgs("--bind", "127.0.0.1", "--dir", data, "--port").WithPortArgument(RedisProcessResource.EndpointName);
    }

    private static async Task<HealthCheckResult> PingAsync(RedisProcessResource server, CancellationToken cancellationToken) =>
        await ServerPing.Redis(server.Password is { } password ? await password.GetValueAsync(cancellationToken) : null)
            .PingAsync(server.GetEndpoint(RedisProcessResource.EndpointName), cancellationToken);
}
