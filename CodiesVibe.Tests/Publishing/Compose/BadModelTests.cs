using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Compose;

/// <summary>What a model lacks is one error that names the service and the remedy.</summary>
public sealed class BadModelTests
{
    [Fact]
    public void A_service_without_limits_is_refused() => AssertRefused("redis", service => With(service, service.Facts with { Limits = null }), "Set its Limits");

    [Fact]
    public void A_service_that_runs_as_root_is_refused() => AssertRefused("redis", service => With(service, service.Facts with { User = "0:0" }), "waive NonRootUser");

    [Fact]
    public void A_service_without_a_health_check_is_refused() => AssertRefused("loki", service => With(service, service.Facts with { Probe = null }), "waive HealthCheck");

    [Fact]
    public void A_mount_of_the_host_is_refused() => AssertRefused("redis", service => With(service, service.Facts with { HostMounts = ["/etc:/host"] }), "waive NoHostMount");

    [Fact]
    public void A_secret_in_the_environment_is_refused() =>
        AssertRefused("grafana", service => With(service, service.Facts with { Secrets = SecretStyle.Variable }), "waive SecretsAsFiles");

    [Fact]
    public void A_wait_across_files_without_a_gate_is_refused() => AssertRefused("backend", service => With(service, service.Facts with { Gate = null }), "Set its Gate");

    [Fact]
    public void A_port_that_is_taken_in_development_is_refused() => AssertRefused(
        "nginx", service => With(service, service.Facts with { Development = new([new(9090, 8080)]) }), "both publish port 9090");

    [Fact]
    public void Two_secret_files_of_one_name_are_refused() => AssertRefused(
        "redis", service => service with { SecretFiles = [KeyValuePair.Create("REDIS_PASSWORD", new Text([new LiteralPart("a")]))] }, "two secret files named 'REDIS_PASSWORD'");

    [Theory]
    [InlineData("NAME_PREFIX")]
    [InlineData("PORT_80")]
    [InlineData("PORT_12345")]
    public void A_parameter_with_the_name_of_a_setting_is_refused(string name)
    {
        var model = new SystemModel("codiesvibe", Published.Model.Networks, Published.Model.Services, Published.Model.Secrets, [.. Published.Model.Variables, new(name, "1")]) { HasFacts = true, Volumes = Published.Model.Volumes };
        var error = Assert.Throws<PublishingException>(() => PublishedTree.Render(model));
        Assert.Contains($"The variable of the env file '{name}' stands for", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_waiver_lifts_a_rule()
    {
        var files = PublishedTree.Render(Changed("redis", service => With(service, service.Facts with { Probe = service.Facts.Probe, User = "0:0", Waivers = [new(HardeningRule.NonRootUser, "A reason | with a bar.")] })));
        Assert.Contains("| A reason \\| with a bar. |", Published.Text(files, "README.md"), StringComparison.Ordinal);
    }

    private static void AssertRefused(string name, Func<Service, Service> change, string remedy)
    {
        var error = Assert.Throws<PublishingException>(() => PublishedTree.Render(Changed(name, change)));
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static Service With(Service service, ServiceFacts facts) => service with { Facts = facts };

    private static SystemModel Changed(string name, Func<Service, Service> change)
    {
        var model = Published.Model;
        return new(model.Name, model.Networks, [.. model.Services.Select(service => service.Name == name ? change(service) : service)], model.Secrets, model.Variables)
        {
            HasFacts = model.HasFacts,
            Volumes = model.Volumes,
        };
    }
}
