using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Operations;
using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Operations;

/// <summary>What is restarted and in which order, and what a person means by the name of a service.</summary>
public sealed class RecoveryOrderTests
{
    private static readonly string[] s_monitoring = ["alertmanager", "grafana", "loki", "node-exporter", "prometheus", "promtail", "redis-exporter"];

    [Fact]
    [Requirement("R030")]
    public void Databases_come_first_and_monitoring_last() => Assert.Equal(
        ["mongodb redis", "backend", "frontend", "nginx nginx-exporter", string.Join(' ', s_monitoring)],
        Keys(DeployedServer.Clean));

    [Fact]
    public void The_slot_that_serves_is_restarted_and_the_other_stays_as_it_is() =>
        Assert.Equal(["backend-green", "frontend-green"], Keys(DeployedServer.InGreen()).Skip(1).Take(2));

    [Fact]
    public void A_tunnel_belongs_to_the_edge()
    {
        var tunnel = DeployedServer.Clean.Containers.First(container => container.Key == "nginx") with { Key = "cloudflared", Name = "cloudflared" };
        Assert.Contains("cloudflared nginx nginx-exporter", Keys(DeployedServer.Clean with { Containers = [.. DeployedServer.Clean.Containers, tunnel] }));
    }

    [Theory]
    [InlineData("backend", "backend-green")]
    [InlineData("backend-green", "backend-green")]
    [InlineData("redis", "redis")]
    public void A_name_means_the_slot_that_serves(string name, string key) =>
        Assert.Equal([key], ServiceSelection.Find(DeployedServer.InGreen(), "Logs", name).Select(container => container.Key));

    [Fact]
    public void All_containers_of_a_service_are_meant()
    {
        var second = DeployedServer.Clean.Containers.First(container => container.Key == "backend") with { Name = "codiesvibe-backend-2" };
        Assert.Equal(2, ServiceSelection.Find(DeployedServer.Clean with { Containers = [.. DeployedServer.Clean.Containers, second] }, "Logs", "backend").Count);
    }

    [Fact]
    public void An_unknown_name_is_an_error_that_lists_those_there_are()
    {
        var fault = Assert.Throws<DeploymentException>(() => ServiceSelection.Find(DeployedServer.Clean, "Restart", "mongo"));
        Assert.StartsWith("There is no container of a service 'mongo' here. Deploy:Restart is one of alertmanager, backend, frontend, ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_without_containers_says_what_to_type() =>
        Assert.Equal("There are no containers here. Deploy first: dotnet aspire deploy", Assert.Throws<DeploymentException>(() => ServiceSelection.RequireContainers(new())).Message);

    private static IEnumerable<string> Keys(ServerState state) => RecoveryOrder.Of(state).Select(group => string.Join(' ', group.Select(container => container.Key)));
}
