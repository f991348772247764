using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Grafana;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Prometheus;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Grafana;

/// <summary>The dashboards, compared with the structure that Grafana documents; its image was never run with them. Their PromQL is read by Prometheus' own tool.</summary>
public sealed partial class GrafanaConfigurationTests
{
    private static readonly SystemModel s_model = PublishedModel.Read();
    private static readonly IReadOnlyList<GeneratedFile> s_files = [.. GrafanaConfiguration.Render(s_model)];

    public static TheoryData<string> Dashboards() => [.. GrafanaConfiguration.All.Select(dashboard => dashboard.Uid)];

    [Fact]
    [Requirement("R188")]
    public void There_are_the_five_dashboards_each_under_an_address_of_its_own()
    {
        Assert.Equal(["overview", "backend", "infrastructure", "monitoring", "slo"], GrafanaConfiguration.All.Select(dashboard => dashboard.Uid));
        Assert.Equal(5, GrafanaConfiguration.All.DistinctBy(dashboard => dashboard.Title).Count());
    }

    [Theory]
    [Requirement("R188")]
    [MemberData(nameof(Dashboards))]
    public void A_dashboard_has_the_structure_that_Grafana_reads(string uid)
    {
        var json = Json(uid);
        Assert.Equal(uid, (string?)json["uid"]);
        Assert.All(["title", "schemaVersion", "time", "templating", "panels"], name => Assert.NotNull(json[name]));
        var panels = json["panels"]!.AsArray();
        Assert.Equal(panels.Count, panels.Select(panel => (int)panel!["id"]!).Distinct().Count());
        Assert.All(panels, panel =>
        {
            Assert.Contains((string?)panel!["type"], (string[])["stat", "timeseries", "table", "logs"]);
            Assert.NotEmpty((string)panel["title"]!);
            Assert.Contains((string)panel["datasource"]!["uid"]!, Sources.All);
            Assert.NotEmpty(panel["targets"]!.AsArray());
            Assert.All(panel["targets"]!.AsArray(), target => Assert.NotEmpty((string)target!["expr"]!));
        });
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void No_panel_lies_on_another_or_sticks_out(string uid)
    {
        var taken = new HashSet<(int X, int Y)>();
        foreach (var place in Json(uid)["panels"]!.AsArray().Select(panel => panel!["gridPos"]!))
        {
            int At(string side) => (int)place[side]!;
            Assert.InRange(At("x") + At("w"), 1, 24);
            Assert.All(
                from x in Enumerable.Range(At("x"), At("w")) from y in Enumerable.Range(At("y"), At("h")) select (x, y),
                cell => Assert.True(taken.Add(cell), $"{uid} {cell}"));
        }
    }

    [Fact]
    [Requirement("R188")]
    public async Task Every_query_of_Prometheus_parses()
    {
        var queries = GrafanaConfiguration.All.SelectMany(dashboard => dashboard.Panels).Where(panel => panel.Kind != PanelKind.Logs).SelectMany(panel => panel.Queries)
            .Select((query, index) => new Recording($"query:{index}", query.Expression)).ToArray();
        Assert.NotEmpty(queries);
        using var folder = new RenderedFolder(GeneratedFile.Text("queries.yml", new RuleFile("queries", [new RuleGroup("queries", queries)]).Render()));
        var check = await folder.RunAsync("promtool", "check", "rules", "queries.yml");
        Assert.True(check.ExitCode == 0, check.All);
        Assert.Contains($"{queries.Length} rules found", check.All, StringComparison.Ordinal);
    }

    /// <summary>There is no parser for LogQL here, so only the selector is checked.</summary>
    [Fact]
    public void Every_query_of_Loki_selects_by_a_label_that_lines_have()
    {
        var queries = GrafanaConfiguration.All.SelectMany(dashboard => dashboard.Panels).Where(panel => panel.Kind == PanelKind.Logs).SelectMany(panel => panel.Queries).ToArray();
        Assert.NotEmpty(queries);
        Assert.All(queries, query => Assert.Contains(Selector().Match(query.Expression).Groups["label"].Value, CodiesVibe.Publishing.Promtail.PromtailConfiguration.Labels));
    }

    [Fact]
    [Requirement("R031")]
    public void The_sources_are_provisioned_under_the_uids_that_the_dashboards_name()
    {
        var text = Text("grafana/datasources/datasources.yml");
        Assert.All(Sources.All, source => Assert.Contains($"    uid: {source}\n", text, StringComparison.Ordinal));
        Assert.Contains("url: http://prometheus:9090\n", text, StringComparison.Ordinal);
        Assert.Contains("url: http://loki:3100\n", text, StringComparison.Ordinal);
        Assert.Single(text.Split('\n'), line => line.Contains("isDefault: true", StringComparison.Ordinal));
    }

    /// <summary>The dashboards are mounted where their provider looks.</summary>
    [Fact]
    [Requirement("R031")]
    public void The_provider_looks_where_the_dashboards_are_mounted()
    {
        var mount = Assert.Single(s_model.Find("grafana")!.Facts.Mounts);
        Assert.Equal("grafana", mount.Source);
        Assert.Contains($"path: {mount.Target}/dashboards\n", Text("grafana/dashboards/dashboards.yml"), StringComparison.Ordinal);
    }

    private static string Text(string path) => Encoding.UTF8.GetString(s_files.Single(file => file.Path == path).Content.Span);

    private static JsonNode Json(string uid) => JsonNode.Parse(Text($"grafana/dashboards/{uid}.json"))!;

    [GeneratedRegex("""^\{(?<label>[a-z]+)=~?"[^"]+"\}$""")]
    private static partial Regex Selector();
}
