using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Operations;
using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.Server;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Operations;

/// <summary>The script that restarts containers, in the shells of Debian and Alpine; docker is a stand-in.</summary>
public sealed class RestartScriptTests
{
    private static readonly DeployOptions s_options = DeployedServer.Options with { Timeouts = new() { Containers = 1 } };

    [Theory]
    [Requirement("R203")]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task Containers_that_stopped_run_again(string shell)
    {
        using var server = new StandInServer(shell);
        var run = await RestartAsync(server, "exited", ("mongodb", "well"), ("redis", "well"));
        Assert.True(run.ExitCode == 0, run.All);
        Assert.Equal(("running", "running"), (server.Container("mongodb"), server.Container("redis")));
        Assert.Equal("", run.All.Trim());
    }

    [Theory]
    [InlineData("dash", "unhealthy", "backend is unhealthy.")]
    [InlineData("dash", "crash", "backend does not keep running.")]
    [InlineData("dash", "starting", "backend did not become healthy within 1 s.")]
    [InlineData("busybox", "starting", "backend did not become healthy within 1 s.")]
    public async Task One_that_does_not_become_healthy_is_named_with_the_end_of_its_log(string shell, string behaviour, string error)
    {
        using var server = new StandInServer(shell);
        var run = await RestartAsync(server, "running", ("redis", "well"), ("backend", behaviour));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(error, run.Errors, StringComparison.Ordinal);
        Assert.Contains("  | the last words of ", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("busybox")]
    public async Task One_that_the_engine_does_not_restart_is_an_error(string shell)
    {
        using var server = new StandInServer(shell);
        var run = await RestartAsync(server, "running", ("backend", "unstartable"), ("redis", "well"));
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("the stand-in does not restart backend", run.Errors, StringComparison.Ordinal);
    }

    private static Task<Command> RestartAsync(StandInServer server, string status, params (string Key, string Behaviour)[] containers)
    {
        foreach (var (key, behaviour) in containers)
        {
            server.AddContainer(key, behaviour, status);
        }

        return server.RunAsync(["-euc", ServiceRestart.Command(containers.Select(container => new ServerContainer(container.Key, container.Key, "", status, null, 0, 0, null)), s_options)]);
    }
}
