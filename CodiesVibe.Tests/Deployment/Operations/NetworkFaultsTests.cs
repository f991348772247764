using CodiesVibe.Deployment.Operations;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.State;
using CodiesVibe.Tests.Deployment.State;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Deployment.Operations;

/// <summary>What is found in the networks of a server, and what is done about it.</summary>
public sealed class NetworkFaultsTests
{
    private const string Data = "codiesvibe-data";

    [Fact]
    public void What_is_well_is_not_touched()
    {
        var repair = NetworkFaults.Find(Server());
        Assert.True(repair.IsEmpty, string.Join('\n', repair.Lines()));
        Assert.Empty(repair.Commands("p"));
    }

    [Fact]
    [Requirement("R203")]
    public void A_container_that_is_detached_gets_the_names_that_others_use()
    {
        var repair = NetworkFaults.Find(Server().With("backend", container => container with { Networks = Except(container, Data) }));
        Assert.Equal(["~ backend: is attached to codiesvibe-data"], repair.Lines());
        Assert.Equal(
            ["docker network disconnect --force codiesvibe-data backend 2> /dev/null || true; docker network connect --alias backend --alias backend-blue codiesvibe-data backend"],
            repair.Commands("p"));
    }

    [Fact]
    public void A_container_without_the_alias_of_its_slot_is_attached_again()
    {
        var server = Server().With("frontend", container => container with { Networks = new Dictionary<string, IReadOnlyList<string>> { ["codiesvibe-network"] = ["frontend"] } });
        Assert.Equal(["~ frontend: is attached to codiesvibe-network"], NetworkFaults.Find(server).Lines());
    }

    [Fact]
    [Requirement("R203")]
    public void A_network_that_is_missing_is_created_as_it_was_and_gets_its_containers()
    {
        var server = Server();
        server = server with { Networks = server.Networks.Where(name => name != Data).ToHashSet(StringComparer.Ordinal), NetworkKinds = server.NetworkKinds.Where(kind => kind.Key != Data).ToDictionary() };
        var repair = NetworkFaults.Find(server);
        Assert.Equal(["backend", "mongodb", "redis", "redis-exporter", "wait-for-infra"], repair.Attached.Select(attachment => attachment.Container));
        Assert.Equal("docker network create --driver bridge --internal --label com.docker.compose.project=p --label com.docker.compose.network=codiesvibe-data codiesvibe-data > /dev/null", repair.Commands("p").First());
    }

    [Fact]
    public void A_network_with_a_way_out_that_should_have_none_is_created_anew()
    {
        var server = Server();
        server = server with { NetworkKinds = new Dictionary<string, NetworkKind>(server.NetworkKinds) { [Data] = new("bridge", false) } };
        var repair = NetworkFaults.Find(server);
        Assert.Equal("~ network codiesvibe-data: is not an internal bridge network, and is created anew", repair.Lines().First());
        Assert.Equal(["docker network inspect", "docker network rm", "docker network create"], repair.Commands("p").Take(3).Select(command => string.Join(' ', command.Split(' ').Take(3))));
        Assert.Equal(5, repair.Attached.Count);
    }

    [Fact]
    public void The_names_of_another_environment_are_its_own()
    {
        var repair = NetworkFaults.Find(Server() with { Env = DeployedServer.Clean.Env + "NAME_PREFIX=staging-\n" });
        Assert.Equal(["staging-codiesvibe-data", "staging-codiesvibe-monitoring", "staging-codiesvibe-network"], repair.Created.Select(network => network.Name).Order(StringComparer.Ordinal));
    }

    private static ServerState Server()
    {
        var files = new[] { DeployedServer.Infra, DeployedServer.Production }.Select(name => new ComposeNetworks(Published.Text(name), new(""))).ToList();
        return DeployedServer.Clean with
        {
            NetworkKinds = files[0].All.ToDictionary(network => network.Name, network => new NetworkKind(network.Driver, network.IsInternal)),
            Containers = [.. DeployedServer.Clean.Containers.Select(container => container with { Networks = files.Select(file => file.Of(container.Key)).First(networks => networks.Count > 0) })],
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Except(ServerContainer container, string network) =>
        container.Networks.Where(entry => entry.Key != network).ToDictionary(StringComparer.Ordinal);
}
