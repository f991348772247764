using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Operations;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.Server;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Operations;

/// <summary>The script that changes how many containers serve, in the shells of Debian and Alpine; docker is a stand-in.</summary>
public sealed class ScaleScriptTests
{
    [Theory]
    [Requirement("R176")]
    [InlineData("dash", "backend", "backend")]
    [InlineData("busybox", "frontend", "frontend-green", Traits = ["Category", "Drill"])]
    public async Task The_slot_that_serves_gets_as_many_containers_and_a_deployment_keeps_them(string shell, string service, string key)
    {
        using var server = new StandInServer(shell);
        await server.DeployAsync(DeployedServer.Options, isSmall: true);
        if (key.EndsWith("-green", StringComparison.Ordinal))
        {
            await server.DeployAsync(DeployedServer.Options with { Version = "2.0.0" }, isSmall: true);
        }

        Assert.Equal(0, (await ScaleAsync(server, service, 3)).ExitCode);
        Assert.Equal(3, (await server.InspectAsync()).ContainersOf(key).Count());
        Assert.Equal($"dev@laptop scaled {service} to 3", server.Read("audit.log").Split(' ', 2)[1]);

        await server.DeployAsync(DeployedServer.Options with { Version = "3.0.0" }, isSmall: true);
        var state = await server.InspectAsync();
        Assert.Equal(3, state.ContainersOf(state.ActiveKey(service)).Count());
        Assert.Equal(0, (await ScaleAsync(server, service, 1)).ExitCode);
        Assert.Single((await server.InspectAsync()).ContainersOf(state.ActiveKey(service)));
    }

    [Fact]
    public async Task Containers_that_do_not_become_healthy_are_taken_away_again()
    {
        using var server = new StandInServer("dash");
        await server.DeployAsync(DeployedServer.Options, isSmall: true);
        // Those that there are stay well; the new ones are of an image that fails.
        var env = server.At(".env.production");
        var text = await File.ReadAllTextAsync(env, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(env, text.Replace($"BACKEND_IMAGE={DeployedServer.Images("1.0.0")["backend"]}", "BACKEND_IMAGE=registry.test/backend:crash", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var run = await ScaleAsync(server, "backend", 2);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: backend does not keep running.", server.Read("releases/scale/log"), StringComparison.Ordinal);
        Assert.Single((await server.InspectAsync()).ContainersOf("backend"), container => container.Status == "running");
        Assert.False(File.Exists(server.At("activating")) || File.Exists(server.At("audit.log")));
    }

    private static Task<Command> ScaleAsync(StandInServer server, string service, int replicas)
    {
        Directory.CreateDirectory(server.At("releases/scale"));
        foreach (var (file, text) in ServerScripts.Scale.Append(new("activation", ServiceScale.Activation(service, replicas, new DeployTimeouts { Containers = 2 }, "dev@laptop"))))
        {
            File.WriteAllText(server.At($"releases/scale/{file}"), text);
        }

        return server.CountedAsync(null, "releases/scale/scale.sh", "scale");
    }
}
