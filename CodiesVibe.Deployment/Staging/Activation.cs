using System.Globalization;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Planning;

namespace CodiesVibe.Deployment.Staging;

/// <summary>The settings that <c>release.sh</c> reads.</summary>
internal static class Activation
{
    public static string Text(Plan plan, DeployOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"""
        STRATEGY={DeployOptionsReader.Name(options.Strategy)}
        SERVICES={string.Join(' ', plan.Replaced)}
        INFRASTRUCTURE={(plan.StartsInfrastructure ? "yes" : "no")}
        INFRASTRUCTURE_SERVICES={string.Join(' ', plan.Infrastructure)}
        RECREATE_EDGE={(plan.RecreatesEdge ? "yes" : "no")}
        EDGE_SERVICES={string.Join(' ', plan.Edge)}
        KEEP_OLD_COLOUR={(options.KeepOldColourRunning ? "running" : "stopped")}
        CONTAINERS_TIMEOUT={options.Timeouts.Containers}
        PROBE_TIMEOUT=10
        DRAIN_TIMEOUT={options.Timeouts.Drain}
        CONFIRMATION_TIMEOUT={options.Timeouts.Confirmation}

        """);
}
