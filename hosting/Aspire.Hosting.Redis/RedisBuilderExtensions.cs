using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds Redis servers.</summary>
public static class RedisBuilderExtensions
{
    private const string PasswordVariable = "REDIS_PASSWORD";
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(60);

    /// <summary>Adds a server with a generated password.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="port">The port that clients use; any free one when left out.</param>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddRedis(name, port, password: null);

    /// <summary>Adds a server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="port">The port that clients use; any free one when left out.</param>
    /// <param name="password">The password; generated, and kept in the app host's user secrets, when left out.</param>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var server = new RedisResource(name, secret) { Entrypoint = "/bin/sh" };
        var key = $"{name}_check";
        builder.Services.AddHealthChecks().AddCheck(key, new RedisHealthCheck(server), HealthStatus.Unhealthy);
        return builder.AddResource(server)
            .WithImage(RedisContainerImage.Image, RedisContainerImage.Tag)
            .WithImageRegistry(RedisContainerImage.Registry)
            .WithEndpoint(port, RedisContainerImage.Port, RedisResource.Scheme, RedisResource.PrimaryEndpointName)
            .WithEnvironment(PasswordVariable, $"{secret}")
            .WithArgs(context =>
            {
                // The shell puts the password in, so that it is in no argument that the engine sees.
                context.Args.Add("-c");
                context.Args.Add($"redis-server --requirepass ${PasswordVariable}{SaveArguments(server)}");
            })
            .WithHealthCheck(key);
    }

    /// <summary>Keeps the data in a volume of the container engine, with a snapshot every minute in which a key changed.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">Name of the volume; one for this app host and resource when left out.</param>
    /// <param name="isReadOnly">Whether the server may not write to it; there are no snapshots then.</param>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), RedisContainerImage.DataFolder, isReadOnly);
        return isReadOnly ? builder : builder.WithPersistence();
    }

    /// <summary>Keeps the data in a folder of this machine, with a snapshot every minute in which a key changed.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="source">The folder; relative to the app host's folder.</param>
    /// <param name="isReadOnly">Whether the server may not write to it; there are no snapshots then.</param>
    public static IResourceBuilder<RedisResource> WithDataBindMount(this IResourceBuilder<RedisResource> builder, string source, bool isReadOnly = false)
    {
        builder.WithBindMount(source, RedisContainerImage.DataFolder, isReadOnly);
        return isReadOnly ? builder : builder.WithPersistence();
    }

    /// <summary>Says when the server writes a snapshot of its data to disk.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="interval">How often it looks, in whole seconds; every 60 s when left out.</param>
    /// <param name="keysChangedThreshold">How many keys must have changed since.</param>
    public static IResourceBuilder<RedisResource> WithPersistence(this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new PersistenceAnnotation(interval ?? DefaultInterval, keysChangedThreshold), ResourceAnnotationMutationBehavior.Replace);
    }

    private static string SaveArguments(RedisResource server) => server.TryGetLastAnnotation<PersistenceAnnotation>(out var persistence)
        ? string.Create(CultureInfo.InvariantCulture, $" --save {(long)persistence.Interval.TotalSeconds} {persistence.KeysChangedThreshold}")
        : "";
}
