using Microsoft.Extensions.Configuration;

namespace CodiesVibe.AppHost.Topology;

/// <summary>Reads <c>AppHost:Runtime</c>: how resources that are containers in production run on this machine.</summary>
internal static class RuntimeMode
{
    private const string Key = "AppHost:Runtime";

    /// <summary>Every part runs as a process of this machine, so nothing but <c>processes</c> and <c>auto</c> is accepted.</summary>
    /// <exception cref="DistributedApplicationException">Another mode is asked for.</exception>
    public static void RequireProcesses(IConfiguration configuration)
    {
        switch (configuration[Key]?.ToUpperInvariant())
        {
            case null or "AUTO" or "PROCESSES":
                return;
            case "CONTAINERS":
                throw new DistributedApplicationException($"{Key} is 'containers', which is not available yet. Set it to 'processes' or 'auto', or leave it out.");
            default:
                throw new DistributedApplicationException($"{Key} is '{configuration[Key]}', which is no run mode. Set it to 'processes' or 'auto', or leave it out.");
        }
    }
}
