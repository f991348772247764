namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>Production as the documentation starts it, with docker-compose 1.29.</summary>
[Collection(nameof(ProductionTests))]
public sealed class ComposeV1Tests(ComposeV1Tests.System system) : IClassFixture<ComposeV1Tests.System>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await system.UntilWellAsync();

    [Fact]
    [Requirement("R029", "R035", "R072")]
    public Task The_commands_of_the_readme_bring_up_every_service_healthy() => system.CheckStatesAsync();

    [Fact]
    [Requirement("R027")]
    public void Each_phase_is_ready_within_its_window() => StartWindows.Check(system.Ready);

    [Fact]
    [Requirement("R069", "R070", "R167", "R168", "R170", "R171")]
    public Task No_container_breaks_a_rule_of_the_hardening_without_a_stated_exception() => Hardening.CheckAsync(system.Deployment);

    [Fact]
    [Requirement("R182")]
    public Task No_secret_shows_in_a_container_s_settings_or_log() => Hardening.CheckSecretsAsync(system.Deployment);

    [Fact]
    [Requirement("R026", "R174")]
    public Task Each_service_reaches_those_on_its_networks_and_no_others() => NetworkMatrix.CheckAsync(system.Deployment);

    [Fact]
    [Requirement("R066", "R068")]
    public void Only_the_edge_accepts_connections_from_outside() => Assert.Equal([80, 443], NetworkMatrix.OpenPorts(system.Deployment));

    [Fact]
    [Requirement("R039", "R067", "R177")]
    public Task The_site_is_served_over_HTTPS_and_HTTP_redirects_there() => Site.CheckAsync(system.Deployment);

    /// <summary>By hand, which takes two minutes; <c>DeployV1Tests</c> switches them by a deployment.</summary>
    [Fact]
    [Requirement("R083")]
    [Trait("Category", "Drill")]
    public Task No_request_is_lost_while_both_services_change_their_slots() => SlotSwitch.CheckAsync(system.Deployment);

    [Fact]
    public Task No_request_is_lost_while_the_cache_is_recreated() => SlotSwitch.CheckInfrastructureAsync(system.Deployment);

    public ValueTask DisposeAsync() => default;

    public sealed class System(ProductionServer server) : ProductionSystem(server, ComposeVersion.V1);
}
