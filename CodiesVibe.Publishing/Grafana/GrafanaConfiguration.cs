using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Grafana;

/// <summary><c>grafana/</c>: the sources and dashboards that are there when it starts for the first time.</summary>
internal static class GrafanaConfiguration
{
    public const string Folder = "grafana";

    /// <summary>Where the folder of dashboards is in the container: Grafana's own place for it.</summary>
    private const string Dashboards = "/etc/grafana/provisioning/dashboards";

    public static readonly IReadOnlyList<Dashboard> All = [Overview.Dashboard, Backend.Dashboard, Infrastructure.Dashboard, MonitoringHealth.Dashboard, ServiceLevelObjectives.Dashboard];

    public static IEnumerable<GeneratedFile> Render(SystemModel model)
    {
        var sources = from source in Sources.All
                      let port = model.Find(source)?.Facts.Scrape?.Port
                      where port is not null
                      select (source, $"{source}:{port}");
        return model.Find(Folder) is null ? [] : Render([.. sources]);
    }

    /// <param name="sources">The sources that there are, each with its host and port.</param>
    public static IEnumerable<GeneratedFile> Render(IReadOnlyList<(string Source, string Address)> sources)
    {
        foreach (var dashboard in All)
        {
            yield return GeneratedFile.Text($"{Folder}/dashboards/{dashboard.Uid}.json", DashboardFile.Render(dashboard));
        }

        yield return GeneratedFile.Text($"{Folder}/dashboards/dashboards.yml", YamlWriter.Write(new() { { "apiVersion", 1 }, { "providers", [s_provider] } }));
        yield return GeneratedFile.Text($"{Folder}/datasources/datasources.yml", YamlWriter.Write(new()
        {
            { "apiVersion", 1 },
            { "prune", true },
            { "datasources", sources.Select(source => Render(source.Source, source.Address)) },
        }));
    }

    private static readonly YamlMap s_provider = new()
    {
        { "name", "codiesvibe" },
        { "folder", "CodiesVibe" },
        { "type", "file" },
        { "disableDeletion", true },
        { "allowUiUpdates", false },
        { "options", new YamlMap { { "path", Dashboards } } },
    };

    private static YamlMap Render(string source, string address) => new()
    {
        { "name", source },
        { "uid", source },
        { "type", source },
        { "access", "proxy" },
        { "url", $"http://{address}" },
        { "isDefault", source == Sources.Metrics },
        { "editable", false },
        { "jsonData", source == Sources.Alerts ? new YamlMap { { "implementation", "prometheus" } } : null },
    };
}
