using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Topology;

/// <summary>Decides the run mode from <c>AppHost:Runtime</c> (<c>auto</c>, <c>containers</c> or <c>processes</c>) and reports why.</summary>
internal static class RuntimeChoice
{
    private const string Key = "AppHost:Runtime";

    /// <summary>Queries the container engine for what it can run; it pulls nothing.</summary>
    /// <exception cref="DistributedApplicationException">The setting is not a valid mode.</exception>
    public static async Task<Runtime> ChooseRuntimeAsync(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return Runtime.Production;
        }

        var (runtime, why) = builder.Configuration[Key]?.ToUpperInvariant() switch
        {
            null or "" or "AUTO" => await FromEngineAsync(builder.Configuration, builder.HasExternalMongo() ? [Images.Redis] : [Images.Mongo, Images.Redis]),
            "PROCESSES" => (Runtime.Processes, $"{Key} is set to this mode"),
            "CONTAINERS" => (await WithContainersAsync(builder.Configuration), $"{Key} is set to this mode"),
            _ => throw new DistributedApplicationException(
                $"{Key} is '{builder.Configuration[Key]}', which is not a valid run mode. Set it to 'auto', 'containers' or 'processes', or remove the setting."),
        };
        var subject = builder.HasExternalMongo() ? "The cache runs" : "Database and cache run";
        builder.Eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            start.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CodiesVibe")
                .LogInformation("{Subject} as {Mode}: {Reason}. Each mode keeps its own data.", subject, runtime.Mode == RuntimeMode.Containers ? "containers" : "processes", why);
            return Task.CompletedTask;
        });
        return runtime;
    }

    private static async Task<(Runtime Runtime, string Why)> FromEngineAsync(IConfiguration configuration, IReadOnlyList<ContainerImage> stores)
    {
        using var engine = ContainerEngine.From(configuration);
        if (await engine.FindFaultAsync() is { } fault)
        {
            return (Runtime.Processes, fault);
        }

        using var limit = new CancellationTokenSource(ContainerEngine.ImagesLimit);
        return await engine.FindUnobtainableAsync(stores, limit.Token) is { } missing
            ? (Runtime.Processes, $"the container engine at {engine.Address} neither has nor can pull the image {missing}")
            : (await WithContainersAsync(engine, limit.Token), $"the container engine at {engine.Address} has their images or can pull them");
    }

    /// <summary>The database and the cache are containers in any case, the monitoring only where its images are available.</summary>
    private static async Task<Runtime> WithContainersAsync(IConfiguration configuration)
    {
        using var engine = ContainerEngine.From(configuration);
        using var limit = new CancellationTokenSource(ContainerEngine.ImagesLimit);
        return await engine.FindFaultAsync() is null ? await WithContainersAsync(engine, limit.Token) : new(RuntimeMode.Containers, new HashSet<ContainerImage>());
    }

    private static async Task<Runtime> WithContainersAsync(ContainerEngine engine, CancellationToken cancellationToken)
    {
        var missing = await Task.WhenAll(Images.Watchers.Select(image => engine.FindUnobtainableAsync([image], cancellationToken)));
        return new(RuntimeMode.Containers, Images.Watchers.Where((_, index) => missing[index] is null).ToHashSet());
    }
}
