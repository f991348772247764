using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.State;
using CodiesVibe.Publishing;
using CodiesVibe.Tests.Deployment.State;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Deployment.Planning;

/// <summary>What a deployment reports that it would do.</summary>
public sealed class PlannerTests
{
    [Fact]
    public void The_first_deployment_creates_everything_and_interrupts_nothing()
    {
        var plan = DeployedServer.Plan(new ServerState());
        Assert.All(plan.Changes, change => Assert.True(change is { Sign: '+', Interruption: null }, change.ToString()));
        Assert.Empty(plan.Drifts);
        Assert.Equal(["frontend", "backend"], plan.Replaced);
        Assert.True(plan.StartsInfrastructure && plan.RecreatesEdge);
        Assert.Equal(["nginx", "nginx-exporter"], plan.Edge);
        Assert.Contains("mongodb", plan.Infrastructure);
        Assert.DoesNotContain("cadvisor", plan.Infrastructure);
        Assert.Equal(
            ["+ frontend: is created from codiesvibe-frontend:1.0.0", "+ backend: is created from codiesvibe-backend:1.0.0"],
            PlanText.Lines(plan).SkipLast(1).TakeLast(2));
    }

    [Fact]
    [Requirement("R204")]
    public void Where_the_monitoring_is_skipped_it_is_left_as_it_is()
    {
        var options = DeployedServer.Options with { SkipMonitoring = true };
        var plan = DeployedServer.Plan(DeployedServer.Clean.With("prometheus", container => container with { Status = "restarting" }), options);
        Assert.True(plan.IsEmpty);
        Assert.Equal(["mongodb", "redis"], plan.Infrastructure);
        Assert.Empty(DeployedServer.Plan(DeployedServer.Clean.With("prometheus", DeployedServer.Stopped) with { Listeners = [new("127.0.0.1", 9090, "httpd", 7)] }, options).Conflicts);
        Assert.True(DeployedServer.Plan(DeployedServer.Clean.With("redis", container => container with { Status = "exited" }), options).StartsInfrastructure);
    }

    [Fact]
    public void The_same_version_again_changes_nothing()
    {
        var plan = DeployedServer.Plan(DeployedServer.Clean);
        Assert.True(plan.IsEmpty);
        Assert.Empty(plan.Replaced);
        Assert.False(plan.StartsInfrastructure || plan.RecreatesEdge);
        Assert.Equal(["Nothing would change: the server is as it should be."], PlanText.Lines(plan));
    }

    [Fact]
    public void A_container_with_a_starting_health_check_is_not_replaced() =>
        Assert.True(DeployedServer.Plan(DeployedServer.Clean.With("backend", container => container with { Health = "starting" })).IsEmpty);

    [Fact]
    public void Another_version_moves_both_services_to_their_idle_slots()
    {
        var plan = DeployedServer.Plan(DeployedServer.Clean, DeployedServer.Options with { Version = "2.0.0" });
        Assert.Equal(
            [
                "~ VERSION: 1.0.0 -> 2.0.0 (setting)",
                "~ frontend: moves from frontend to frontend-green (codiesvibe-frontend:1.0.0 -> codiesvibe-frontend:2.0.0)",
                "~ backend: moves from backend to backend-green (codiesvibe-backend:1.0.0 -> codiesvibe-backend:2.0.0)",
                "0 added, 3 changed, 0 removed; no interruption; data and secrets stay.",
            ],
            PlanText.Lines(plan));
        Assert.False(plan.StartsInfrastructure || plan.RecreatesEdge);
    }

    [Fact]
    public void A_service_in_the_green_slot_moves_to_blue() => Assert.Contains(
        "~ backend: moves from backend-green to backend (codiesvibe-backend:1.0.0 -> codiesvibe-backend:2.0.0)",
        PlanText.Lines(DeployedServer.Plan(DeployedServer.InGreen(), DeployedServer.Options with { Version = "2.0.0" })));

    [Fact]
    public void One_service_alone_is_replaced_alone() =>
        Assert.Equal(["backend"], DeployedServer.Plan(DeployedServer.Clean, DeployedServer.Options with { Version = "2.0.0", Service = ServiceChoice.Backend }).Replaced);

    [Fact]
    public void A_setting_replaces_the_services_that_read_it()
    {
        var plan = DeployedServer.Plan(DeployedServer.Clean, DeployedServer.Options with { Settings = new Dictionary<string, string> { ["RATE_LIMIT_MAX"] = "10" } });
        Assert.Equal(
            ["~ RATE_LIMIT_MAX: (not set) -> 10 (setting)", "~ backend: moves from backend to backend-green (RATE_LIMIT_MAX changed in the env file)"],
            PlanText.Lines(plan).SkipLast(1));
    }

    [Fact]
    public void The_names_of_the_site_are_loaded_by_the_edge()
    {
        var plan = DeployedServer.Plan(DeployedServer.Clean, DeployedServer.Options with { Settings = new Dictionary<string, string> { ["SITE_NAMES"] = "example.org" } });
        Assert.Equal(["SITE_NAMES", "nginx"], plan.Changes.Select(change => change.Subject));
        Assert.False(plan.RecreatesEdge);
    }

    [Fact]
    public void The_configuration_of_the_edge_is_loaded_without_an_interruption()
    {
        var plan = DeployedServer.Plan(DeployedServer.Clean, published: DeployedServer.Edited("nginx/headers.conf", text => text + "# \n"));
        Assert.Equal(
            ["~ nginx/headers.conf: is updated", "~ nginx: loads its new configuration (without a lost request)", "0 added, 2 changed, 0 removed; no interruption; data and secrets stay."],
            PlanText.Lines(plan));
        Assert.False(plan.RecreatesEdge);
    }

    [Theory]
    [InlineData(DeployedServer.Infra, "mongo:7.0.43", "mongo:7.0.44", "mongodb")]
    [InlineData(DeployedServer.Infra, "redis:7.4.11", "redis:7.4.12", "redis")]
    [InlineData(DeployedServer.Production, "nginx-unprivileged:1.30.5", "nginx-unprivileged:1.30.6", "nginx")]
    public void A_new_image_of_a_shared_dependency_causes_an_interruption(string file, string image, string other, string key)
    {
        Assert.Contains(image, Published.Text(file), StringComparison.Ordinal);
        var plan = DeployedServer.Plan(DeployedServer.Clean, published: DeployedServer.Edited(file, text => text.Replace(image, other, StringComparison.Ordinal)));
        var change = Assert.Single(plan.Changes, change => change.Subject == key);
        Assert.Contains($"{image}", change.Why, StringComparison.Ordinal);
        Assert.NotNull(change.Interruption);
        Assert.Equal((file == DeployedServer.Infra, file == DeployedServer.Production), (plan.StartsInfrastructure, plan.RecreatesEdge));
        Assert.Empty(plan.Replaced);
        Assert.Empty(plan.Drifts);
    }

    [Fact]
    public void A_new_image_of_the_monitoring_causes_no_interruption()
    {
        var plan = DeployedServer.Plan(DeployedServer.Clean, published: DeployedServer.Edited(DeployedServer.Infra, text => text.Replace("grafana/grafana:12.4.11", "grafana/grafana:12.4.12", StringComparison.Ordinal)));
        Assert.Null(Assert.Single(plan.Changes, change => change.Subject == "grafana").Interruption);
    }

    [Fact]
    public void Recreate_says_that_requests_fail()
    {
        var plan = DeployedServer.Plan(DeployedServer.InGreen(), DeployedServer.Options with { Version = "2.0.0", Strategy = Strategy.Recreate });
        Assert.Equal(["frontend-green", "backend-green"], plan.Changes.Where(change => change.Interruption is not null).Select(change => change.Subject));
        Assert.Contains("    Interruption: requests fail until it is healthy again.", PlanText.Lines(plan));
    }

    [Theory]
    [InlineData("backend", "its container is exited with code 0")]
    [InlineData("frontend", "its container is missing")]
    [InlineData("mongodb", "its container is exited with code 0")]
    [InlineData("nginx", "its container is missing")]
    public void A_stopped_container_is_started_again(string key, string why)
    {
        var state = why.EndsWith("missing", StringComparison.Ordinal) ? DeployedServer.Clean.Without(key) : DeployedServer.Clean.With(key, DeployedServer.Stopped);
        Assert.Equal(why, Assert.Single(DeployedServer.Plan(state).Changes).Why);
    }

    [Fact]
    public void Files_come_and_go_with_the_release()
    {
        var published = Published.Files.Where(file => file.Path != "loki/loki-config.yml").Append(GeneratedFile.Text("loki/other.yml", "x")).ToList();
        Assert.Equal(
            ["+ loki/other.yml: is added", "- loki/loki-config.yml: is removed"],
            PlanText.Lines(DeployedServer.Plan(DeployedServer.Clean, published: published)).SkipLast(1));
    }

    [Fact]
    public void A_line_fits_into_100_columns() =>
        Assert.All(PlanText.Lines(DeployedServer.Plan(new ServerState())), line => Assert.InRange(line.Length, 1, 100));
}
