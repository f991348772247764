using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Topology;

/// <summary>Decides the run mode from <c>AppHost:Runtime</c> (<c>auto</c>, <c>containers</c> or <c>processes</c>) and says why.</summary>
internal static class RuntimeChoice
{
    private const string Key = "AppHost:Runtime";

    /// <summary>Asks the container engine where the choice is left to us; nothing is pulled.</summary>
    /// <exception cref="DistributedApplicationException">The setting is no run mode.</exception>
    public static async Task<RuntimeMode> ChooseRuntimeAsync(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return RuntimeMode.Containers;
        }

        var (mode, why) = builder.Configuration[Key]?.ToUpperInvariant() switch
        {
            null or "" or "AUTO" => await FromEngineAsync(builder.Configuration),
            "PROCESSES" => (RuntimeMode.Processes, $"{Key} says so"),
            "CONTAINERS" => (RuntimeMode.Containers, $"{Key} says so"),
            _ => throw new DistributedApplicationException(
                $"{Key} is '{builder.Configuration[Key]}', which is no run mode. Set it to 'auto', 'containers' or 'processes', or leave it out."),
        };
        builder.Eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            start.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CodiesVibe")
                .LogInformation("Database and cache run as {Mode}: {Reason}. Each mode keeps its own data.", mode == RuntimeMode.Containers ? "containers" : "processes", why);
            return Task.CompletedTask;
        });
        return mode;
    }

    private static async Task<(RuntimeMode Mode, string Why)> FromEngineAsync(IConfiguration configuration)
    {
        using var engine = ContainerEngine.From(configuration);
        var fault = await engine.FindFaultAsync();
        if (fault is not null)
        {
            return (RuntimeMode.Processes, fault);
        }

        var missing = await engine.FindUnobtainableAsync([Images.Mongo, Images.Redis]);
        return missing is null
            ? (RuntimeMode.Containers, $"the container engine at {engine.Address} has their images or can pull them")
            : (RuntimeMode.Processes, $"the container engine at {engine.Address} neither has nor can pull the image {missing}");
    }
}
