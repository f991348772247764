using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;
using CodiesVibe.Tests.Publishing.RealRun.Images;

namespace CodiesVibe.Tests.Deployment;

/// <summary>Deployments to a server with compose 1.29.</summary>
[Collection(nameof(DeploymentDrills))]
[Trait("Category", "Drill")]
public sealed class DeployV1Tests(DeployV1Tests.Server server) : IClassFixture<DeployV1Tests.Server>
{
    [Fact]
    public Task A_deployment_to_an_empty_server_serves_the_version() => new Deployments(server).CheckFirstAsync();

    [Fact]
    [Requirement("R085")]
    public Task No_request_is_lost_while_a_version_is_deployed_and_rolled_back() => new Deployments(server).CheckStrategyAsync("rolling");

    [Fact]
    public Task No_request_is_lost_while_both_services_switch_at_once() => new Deployments(server).CheckStrategyAsync("blue-green");

    public sealed class Server(SharedImages images) : DeploymentServer(images, ComposeVersion.V1);
}
