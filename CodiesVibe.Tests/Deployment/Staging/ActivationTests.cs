using System.Text.RegularExpressions;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Staging;
using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Staging;

/// <summary>The settings for release.sh.</summary>
public sealed partial class ActivationTests
{
    [Fact]
    public void It_has_exactly_the_settings_that_the_script_reads()
    {
        var read = Variables().Match(ServerScripts.Release).Groups[1].Value.Split((char[])[' ', '\\', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(read.Order(StringComparer.Ordinal), Settings(new ServerState(), DeployedServer.Options).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_contains_the_plan_and_the_configuration()
    {
        var settings = Settings(DeployedServer.Clean, DeployedServer.Options with
        {
            Version = "2.0.0",
            Strategy = Strategy.BlueGreen,
            KeepOldColourRunning = true,
            Timeouts = new() { Containers = 1, Drain = 2, Confirmation = 3 },
        });
        Assert.Equal(
            ("blue-green", "frontend backend", "no", "no", "nginx nginx-exporter", "running", "1", "2", "3"),
            (settings["STRATEGY"], settings["SERVICES"], settings["INFRASTRUCTURE"], settings["RECREATE_EDGE"], settings["EDGE_SERVICES"], settings["KEEP_OLD_COLOUR"],
                settings["CONTAINERS_TIMEOUT"], settings["DRAIN_TIMEOUT"], settings["CONFIRMATION_TIMEOUT"]));
    }

    private static IReadOnlyDictionary<string, string> Settings(ServerState state, DeployOptions options) => new EnvFile(Activation.Text(DeployedServer.Plan(state, options), options)).Settings;

    [GeneratedRegex(@"for variable in ([^;]+);")]
    private static partial Regex Variables();
}
