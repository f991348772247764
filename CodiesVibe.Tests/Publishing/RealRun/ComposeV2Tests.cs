namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>Production, with the present version of docker-compose.</summary>
[Collection(nameof(ProductionTests))]
public sealed class ComposeV2Tests(ComposeV2Tests.System system) : IClassFixture<ComposeV2Tests.System>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await system.UntilWellAsync();

    [Fact]
    [Requirement("R029", "R038", "R040", "R072")]
    public Task The_commands_of_the_readme_bring_up_every_service_healthy() => system.CheckStatesAsync();

    [Fact]
    [Requirement("R027")]
    public void Each_phase_is_ready_within_its_window() => StartWindows.Check(system.Ready);

    [Fact]
    [Requirement("R070")]
    public Task No_container_breaks_a_rule_of_the_hardening_without_a_stated_exception() => Hardening.CheckAsync(system.Deployment);

    [Fact]
    public Task The_site_is_served_over_HTTPS_and_HTTP_redirects_there() => Site.CheckAsync(system.Deployment);

    [Fact]
    public Task A_changed_configuration_recreates_the_service_that_reads_it_and_no_other() => Changes.CheckConfigurationAsync(system.Deployment);

    [Fact]
    [Requirement("R076", "R080")]
    public Task The_documented_commands_leave_the_containers_of_other_files_alone() => Changes.CheckCommandsAsync(system.Deployment);

    [Fact]
    [Requirement("R190")]
    public Task When_Redis_is_killed_an_alert_arrives_and_the_site_goes_on() => Outage.CheckAsync(system.Deployment, system.Alerts);

    /// <summary>By hand, which takes two minutes; <c>DeployV2Tests</c> switches them by a deployment.</summary>
    [Fact]
    [Trait("Category", "Drill")]
    public Task No_request_is_lost_while_both_services_change_their_slots() => SlotSwitch.CheckAsync(system.Deployment);

    [Fact]
    public Task No_request_is_lost_while_the_cache_is_recreated() => SlotSwitch.CheckInfrastructureAsync(system.Deployment);

    [Fact]
    public Task The_application_starts_while_Redis_is_unavailable() => SlotSwitch.CheckWithoutRedisAsync(system.Deployment);

    public ValueTask DisposeAsync() => default;

    public sealed class System(ProductionServer server) : ProductionSystem(server, ComposeVersion.V2);
}
