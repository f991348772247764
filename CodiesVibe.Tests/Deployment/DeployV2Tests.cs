using CodiesVibe.Tests.Deployment.Support;
using CodiesVibe.Tests.Publishing.RealRun;
using CodiesVibe.Tests.Publishing.RealRun.Images;

namespace CodiesVibe.Tests.Deployment;

/// <summary>Deployments to a server with compose v2.</summary>
[Collection(nameof(DeploymentTests))]
public sealed class DeployV2Tests(DeployV2Tests.Server server)
{
    [Fact]
    [Requirement("R137", "R138", "R143", "R146")]
    public Task A_deployment_to_an_empty_server_serves_the_version() => new Deployments(server).CheckFirstAsync();

    [Fact]
    [Requirement("R180")]
    public Task A_secret_that_is_given_is_seen_on_the_server_alone() => new Deployments(server).CheckSecretsAsync();

    [Theory]
    [Requirement("R084", "R085", "R154", "R155", "R162", "R163", "R199")]
    [InlineData("rolling")]
    [InlineData("blue-green", Traits = ["Category", "Drill"])]
    public async Task No_request_is_lost_while_a_version_is_deployed_and_rolled_back(string strategy)
    {
        var (deploy, rollback) = await new Deployments(server).CheckStrategyAsync(strategy);
        if (strategy == "rolling")
        {
            ShownOutput.Check("deploy", deploy);
            ShownOutput.Check("rollback", rollback);
        }
    }

    [Fact]
    [Requirement("R157", "R158")]
    [Trait("Category", "Drill")]
    public Task Recreating_services_where_they_are_needs_permission_and_loses_requests() => new Deployments(server).CheckRecreateAsync();

    [Theory]
    [Requirement("R156", "R176")]
    [InlineData(1)]
    [InlineData(2, Traits = ["Category", "Drill"])]
    public Task One_service_is_deployed_alone_and_the_same_version_recreates_nothing(int containers) => new Deployments(server).CheckServiceAsync(containers);

    [Fact]
    [Requirement("R176")]
    [Trait("Category", "Drill")]
    public Task More_and_fewer_containers_serve_without_a_lost_request() => new Deployments(server).CheckScaleAsync();

    [Fact]
    [Requirement("R086")]
    [Trait("Category", "Drill")]
    [Trait("Drill", "Day")]
    public Task What_staging_runs_is_promoted_by_its_digests() => new Deployments(server).CheckPromotionAsync();

    [Fact]
    public void The_documentation_shows_what_the_commands_print() => new Deployments(server).CheckShownOutput();

    [Fact]
    public Task The_plan_changes_nothing() => new Deployments(server).CheckPlanAsync();

    [Theory]
    [Trait("Category", "Drill")]
    [InlineData("rolling")]
    [InlineData("blue-green")]
    public Task Ten_deployments_under_load_lose_nothing(string strategy) => new Deployments(server).CheckManyAsync(strategy);

    public sealed class Server(SharedImages images) : DeploymentServer(images, ComposeVersion.V2);
}
