using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.AppHost;

/// <summary>What the app host declares, before anything runs.</summary>
public sealed partial class ModelTests
{
    private static readonly string[] s_core = ["mongodb", "codiesvibe", "redis", "backend", "frontend", "nginx"];
    private static readonly string[] s_observability = ["prometheus", "grafana", "loki", "promtail", "alertmanager", "node-exporter"];

    /// <summary>Helpers of the resources: npm before the front end, and the host's own build of the backend.</summary>
    private static readonly string[] s_auxiliary = ["frontend-installer", "backend-rebuilder"];

    private static readonly Dictionary<string, string> s_labels = new() { ["part of"] = "is part of", ["waits for"] = "waits for", ["after start of"] = "waits for the start of" };

    [GeneratedRegex(@"^  ([a-z]+) -->\|([a-z ]+)\| ([a-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Picture();

    /// <summary>All edges between resources; a resource that is not on the left has no dependency.</summary>
    private static readonly string[] s_edges =
    [
        "alertmanager waits for the start of prometheus",
        "backend refers to codiesvibe",
        "backend refers to redis",
        "backend waits for codiesvibe",
        "backend waits for mongodb",
        "backend waits for redis",
        "codiesvibe is part of mongodb",
        "grafana waits for the start of prometheus",
        "nginx refers to backend",
        "nginx refers to frontend",
        "nginx waits for backend",
        "nginx waits for frontend",
        "prometheus refers to alertmanager",
        "prometheus refers to node-exporter",
        "prometheus waits for the start of backend",
        "prometheus waits for the start of frontend",
        "prometheus waits for the start of nginx",
        "promtail waits for the start of loki",
    ];

    [Fact]
    [Requirement("R015", "R020")]
    public async Task Every_resource_has_its_name_its_icon_and_its_waits()
    {
        await using var builder = await BuilderAsync();
        var parts = Parts(builder);
        Assert.Equal(s_core.Concat(s_observability).Order(), parts.Select(p => p.Name).Order());
        Assert.All(parts, part => Assert.NotEmpty(Assert.Single(part.Annotations.OfType<ResourceIconAnnotation>()).IconName));
        Assert.Equal(s_edges, EdgesOf(parts));
    }

    /// <summary>It leaves out what only refers, and the server behind its database; the tunnel in it is optional.</summary>
    [Fact]
    [Requirement("R220")]
    public void The_picture_of_the_architecture_has_these_edges() => Assert.Equal(
        s_edges.Where(edge => !edge.Contains(" refers to ", StringComparison.Ordinal) && edge != "backend waits for mongodb").Append("cloudflared waits for nginx").Order(StringComparer.Ordinal),
        Picture().Matches(File.ReadAllText(Repository.Source("docs/architecture.md")))
            .Select(edge => $"{edge.Groups[1].Value} {s_labels[edge.Groups[2].Value]} {edge.Groups[3].Value}").Order(StringComparer.Ordinal));

    [Fact]
    [Requirement("R024")]
    public async Task Waits_have_no_cycle_and_no_core_resource_waits_for_an_unavailable_one()
    {
        await using var builder = await BuilderAsync();
        var waits = Parts(builder).ToDictionary(p => p.Name, p => WaitsOf(p).Select(w => w.Resource.Name).ToList());

        var ready = new HashSet<string>();
        while (waits.Keys.FirstOrDefault(name => !ready.Contains(name) && waits[name].All(ready.Contains)) is { } next)
        {
            ready.Add(next);
        }

        Assert.Equal(waits.Keys.Order(), ready.Order());
        Assert.All(s_core, name => Assert.Subset(s_core.ToHashSet(), waits[name].ToHashSet()));
    }

    [Fact]
    public async Task Only_the_edge_has_a_fixed_port_and_is_open_to_the_outside()
    {
        await using var builder = await BuilderAsync();
        var endpoints = builder.Resources.SelectMany(r => r.Annotations.OfType<EndpointAnnotation>().Select(e => (r.Name, Endpoint: e))).ToList();
        Assert.Equal(
            [("nginx", 8080)],
            endpoints.Where(e => (e.Endpoint.Port ?? e.Endpoint.TargetPort) is not null).Select(e => (e.Name, e.Endpoint.Port ?? -1)));
        Assert.Equal(["nginx"], endpoints.Where(e => e.Endpoint.IsExternal).Select(e => e.Name));
        Assert.Superset(new HashSet<string> { "mongodb", "redis", "backend", "frontend", "nginx" }, endpoints.Select(e => e.Name).ToHashSet());
    }

    [Theory]
    [InlineData("mongodb", "mongodb_check")]
    [InlineData("redis", "redis_check")]
    [InlineData("backend", "backend_http_/health_200_check")]
    [InlineData("frontend", "frontend_http_/_200_check")]
    [InlineData("nginx", "nginx_http_/health/nginx_200_check")]
    public async Task A_server_of_the_core_has_a_health_check(string name, string check)
    {
        await using var builder = await BuilderAsync();
        Assert.Equal(check, Assert.Single(builder.Resources.Single(r => r.Name == name).Annotations.OfType<HealthCheckAnnotation>()).Key);
    }

    [Fact]
    public async Task The_backend_has_commands_for_its_cache_and_its_data()
    {
        await using var builder = await BuilderAsync();
        var commands = builder.Resources.Single(r => r.Name == "backend").Annotations.OfType<ResourceCommandAnnotation>().Select(c => c.DisplayName);
        Assert.Superset(new HashSet<string> { "Clear cache", "Seed data" }, commands.ToHashSet());
    }

    [Fact]
    [Requirement("R019")]
    public async Task The_tunnel_is_in_the_model_if_its_token_is_configured()
    {
        await using var builder = await BuilderAsync("--Parameters:cloudflare-tunnel-token=token");
        var parts = Parts(builder);
        var tunnel = parts.Single(p => p.Name == "cloudflared");
        Assert.Equal([.. s_edges, "cloudflared waits for nginx"], EdgesOf(parts).OrderBy(e => e.StartsWith("cloudflared", StringComparison.Ordinal)));
        Assert.NotEmpty(Assert.Single(tunnel.Annotations.OfType<ResourceIconAnnotation>()).IconName);
    }

    [Fact]
    public async Task The_app_host_is_short()
    {
        var lines = await File.ReadAllLinesAsync(Repository.Source("CodiesVibe.AppHost/AppHost.cs"), TestContext.Current.CancellationToken);
        Assert.InRange(lines.Length, 1, 80);
    }

    private static Task<IDistributedApplicationTestingBuilder> BuilderAsync(params string[] args) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.CodiesVibe_AppHost>(["--AppHost:Runtime=processes", .. args], TestContext.Current.CancellationToken);

    /// <summary>What a reader of the app host can see.</summary>
    private static List<IResource> Parts(IDistributedApplicationBuilder builder) =>
        [.. builder.Resources.Where(r => r is not ParameterResource && !s_auxiliary.Contains(r.Name))];

    private static IEnumerable<WaitAnnotation> WaitsOf(IResource part) =>
        part.Annotations.OfType<WaitAnnotation>().Where(w => !s_auxiliary.Contains(w.Resource.Name));

    private static IEnumerable<string> EdgesOf(IEnumerable<IResource> parts) => parts.SelectMany(part =>
    {
        var waits = WaitsOf(part).Select(w => $"{part.Name} waits for {(w.WaitType == WaitType.WaitUntilStarted ? "the start of " : "")}{w.Resource.Name}");
        var references = part.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(r => r.Type == "Reference" && r.Resource is not ParameterResource && r.Resource != part) // its own port is not an edge
            .Select(r => $"{part.Name} refers to {r.Resource.Name}");
        var parents = part is IResourceWithParent child ? [$"{part.Name} is part of {child.Parent.Name}"] : Array.Empty<string>();
        return waits.Concat(references).Concat(parents);
    }).Distinct().Order(StringComparer.Ordinal);
}
