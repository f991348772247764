using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;

namespace CodiesVibe.Tests.Deployment;

/// <summary>Deployments to a server with compose 1.29.</summary>
[Collection(nameof(ProductionServer))]
public sealed class DeployV1Tests(DeployV1Tests.Server server) : IClassFixture<DeployV1Tests.Server>
{
    [Fact]
    public Task A_deployment_to_an_empty_server_serves_the_version() => new Deployments(server).CheckFirstAsync();

    [Theory]
    [InlineData("rolling")]
    [InlineData("blue-green")]
    public Task No_request_is_lost_while_a_version_is_deployed_and_rolled_back(string strategy) => new Deployments(server).CheckStrategyAsync(strategy);


    public sealed class Server(ProductionServer production) : DeploymentServer(production, ComposeVersion.V1);
}
