using System.Text.RegularExpressions;
using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.Staging;
using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Deployment.State;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Deployment.Staging;

/// <summary>The settings for release.sh.</summary>
public sealed partial class ActivationTests
{
    [Fact]
    public void It_has_exactly_the_settings_that_the_script_reads()
    {
        var read = Variables().Match(ServerScripts.Release["release.sh"]).Groups[1].Value.Split((char[])[' ', '\\', '\n'], StringSplitOptions.RemoveEmptyEntries);
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

    [Theory]
    [Requirement("R139")]
    [InlineData("production", ServiceChoice.Both, "frontend backend")]
    [InlineData("production", ServiceChoice.Frontend, "frontend")]
    [InlineData("production", ServiceChoice.Backend, "backend")]
    [InlineData("staging", ServiceChoice.Both, "frontend backend")]
    [InlineData("staging", ServiceChoice.Frontend, "frontend")]
    [InlineData("staging", ServiceChoice.Backend, "backend")]
    public void Each_service_is_deployed_to_each_environment(string environment, ServiceChoice choice, string services)
    {
        var options = DeployedServer.Options with { Environment = environment, Service = choice, Version = "2.0.0" };
        var images = options.Services.ToDictionary(service => service, service => DeployedServer.Images("2.0.0")[service]);
        foreach (var service in ApplicationServices.All.Except(options.Services))
        {
            images.Add(service, DeployedServer.Images("1.0.0")[service]);
        }

        var files = ReleaseFiles.Of(Published.Files, options, "", images);
        Assert.Contains(files, file => file.Path == $".env.{environment}");
        Assert.Equal(services, new EnvFile(Activation.Text(Planner.Make(files, images, options, DeployedServer.Clean), options))["SERVICES"]);
    }

    private static IReadOnlyDictionary<string, string> Settings(ServerState state, DeployOptions options) => new EnvFile(Activation.Text(DeployedServer.Plan(state, options), options)).Settings;

    [GeneratedRegex(@"for variable in ([^;]+);")]
    private static partial Regex Variables();
}
