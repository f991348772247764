using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Compose;

/// <summary>The app host and the compose files describe one system: the same services, edges and ports.</summary>
public sealed class ModelAgreementTests
{
    /// <summary>What the gate in front of a slot waits for.</summary>
    private static readonly string[] s_gated = ["mongodb service_healthy", "redis service_healthy"];

    private static readonly IReadOnlyList<(ComposeText File, string Key, Service Service)> s_services =
    [
        .. from name in ComposeText.Names
           let file = ComposeText.Of(name)
           from key in file.ServiceNames
           where !key.StartsWith("wait-for-infra", StringComparison.Ordinal)
           select (file, key, Published.Model.Find(NameOf(key))!),
    ];

    [Fact]
    [Requirement("R033")]
    public void The_services_are_the_same() => Assert.Equal(
        Published.Model.Services.Select(service => service.Name), s_services.Select(service => service.Service.Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    [Requirement("R016", "R033")]
    public void Every_wait_is_in_the_files_or_done_by_the_gate_or_named_in_the_readme() => Assert.All(s_services, at =>
    {
        var edges = at.File.Waits(at.Key).SelectMany(edge => edge.StartsWith("wait-for-infra", StringComparison.Ordinal) ? s_gated : [edge]);
        var named = Published.Model.Services.Select(other => other.Name)
            .Where(other => Published.Text("README.md").Contains($"- `{at.Service.Name}` does not wait for `{other}`.", StringComparison.Ordinal));
        var waits = at.Service.Facts.Waits.Where(wait => !named.Contains(wait.For)).Select(wait => $"{wait.For} {Condition(wait.Until)}");
        Assert.Equal(waits.Order(StringComparer.Ordinal), edges.Order(StringComparer.Ordinal));
    });

    [Fact]
    [Requirement("R026", "R033")]
    public void Every_port_of_the_model_is_open_to_the_networks_and_no_other() => Assert.All(s_services, at =>
    {
        var ports = ComposeText.Items(at.File[at.Key]["expose"]).Select(port => int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(at.Service.Bindings.Select(binding => binding.Port).Distinct().Order(), ports.Order());
    });

    [Fact]
    [Requirement("R033")]
    public async Task Resources_of_the_app_host_wait_as_production_does()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.CodiesVibe_AppHost>(
            ["--AppHost:Runtime=processes", "--Parameters:cloudflare-tunnel-token=token"], TestContext.Current.CancellationToken);
        var parts = builder.Resources.Where(resource => Published.Model.Find(resource.Name) is not null).ToList();
        Assert.Superset(new HashSet<string> { "alertmanager", "backend", "cloudflared", "frontend", "grafana", "loki", "mongodb", "nginx", "node-exporter", "prometheus", "promtail", "redis" },
            parts.Select(part => part.Name).ToHashSet());
        Assert.All(parts, part => Assert.Equal(
            Published.Model.Find(part.Name)!.Facts.Waits.OrderBy(wait => wait.For, StringComparer.Ordinal),
            part.Annotations.OfType<WaitAnnotation>().Where(wait => Published.Model.Find(wait.Resource.Name) is not null)
                .Select(wait => new WaitFacts(wait.Resource.Name, Until(wait.WaitType))).Distinct().OrderBy(wait => wait.For, StringComparer.Ordinal)));
    }

    private static string NameOf(string key) => key.Replace("-green", "", StringComparison.Ordinal);

    private static string Condition(WaitUntil until) => until switch
    {
        WaitUntil.Healthy => "service_healthy",
        WaitUntil.Started => "service_started",
        _ => "service_completed_successfully",
    };

    private static WaitUntil Until(WaitType type) => type switch
    {
        WaitType.WaitUntilHealthy => WaitUntil.Healthy,
        WaitType.WaitUntilStarted => WaitUntil.Started,
        _ => WaitUntil.Completed,
    };
}
