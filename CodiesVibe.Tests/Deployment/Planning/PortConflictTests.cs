using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Planning;

/// <summary>Ports that another program holds.</summary>
public sealed class PortConflictTests
{
    private static readonly Listener s_apache = new("::", 80, "apache2", 123);

    [Fact]
    [Requirement("R166")]
    public void A_program_on_a_port_of_a_service_that_has_to_start_is_named()
    {
        var plan = DeployedServer.Plan(new ServerState { Listeners = [s_apache, s_apache with { Port = 8080 }] });
        Assert.True(Assert.Single(plan.Conflicts).CanBeFreed);
        Assert.Equal("! port 80, which nginx publishes, is held by 'apache2' (process 123)", PlanText.Lines(plan).First());
    }

    [Fact]
    public void Each_service_of_the_infrastructure_needs_its_ports_too() =>
        Assert.Equal("prometheus", Assert.Single(DeployedServer.Plan(new ServerState { Listeners = [s_apache with { Port = 9091 }] }).Conflicts).Service);

    [Fact]
    public void The_ports_are_those_of_the_env_file()
    {
        var beside = DeployedServer.Options with { Settings = new Dictionary<string, string> { ["PORT_80"] = "8080" } };
        var state = new ServerState { Listeners = [s_apache, s_apache with { Port = 8080, Program = "tomcat" }] };
        Assert.Equal("port 8080, which nginx publishes, is held by 'tomcat' (process 123)", Assert.Single(DeployedServer.Plan(state, beside).Conflicts).Description);
    }

    [Fact]
    public void A_setting_that_is_no_port_is_named() => Assert.Contains(
        "'70000' is not a valid port (1-65535) for nginx",
        Assert.Throws<DeploymentException>(() => DeployedServer.Plan(new ServerState(), DeployedServer.Options with { Settings = new Dictionary<string, string> { ["PORT_443"] = "70000" } })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_port_of_a_running_service_is_its_own() =>
        Assert.Empty(DeployedServer.Plan(DeployedServer.Clean with { Listeners = [new("0.0.0.0", 80, "docker-proxy", 7)] }).Conflicts);

    [Fact]
    public void A_stopped_service_needs_its_port() =>
        Assert.Single(DeployedServer.Plan(DeployedServer.Clean.With("nginx", DeployedServer.Stopped) with { Listeners = [s_apache] }).Conflicts);

    [Theory]
    [InlineData("docker-proxy", 7, "'docker ps --filter publish=80' on the server names it")]
    [InlineData(null, null, "'sudo ss -ltnp' on the server names it")]
    public void What_a_deployment_cannot_end_is_explained(string? program, int? process, string advice)
    {
        var conflict = Assert.Single(DeployedServer.Plan(new ServerState { Listeners = [new("0.0.0.0", 80, program, process)] }).Conflicts);
        Assert.False(conflict.CanBeFreed);
        Assert.Contains(advice, conflict.Description, StringComparison.Ordinal);
    }
}
