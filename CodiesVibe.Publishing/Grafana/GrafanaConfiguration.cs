using CodiesVibe.Publishing.Model;

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

        yield return GeneratedFile.Text($"{Folder}/dashboards/dashboards.yml", $"""
            apiVersion: 1
            providers:
              - name: codiesvibe
                folder: CodiesVibe
                type: file
                disableDeletion: true
                allowUiUpdates: false
                options:
                  path: {Dashboards}

            """);
        yield return GeneratedFile.Text($"{Folder}/datasources/datasources.yml", $"apiVersion: 1\nprune: true\ndatasources:\n{string.Concat(sources.Select(source => Render(source.Source, source.Address)))}");
    }

    private static string Render(string source, string address) => $"""
          - name: {source}
            uid: {source}
            type: {source}
            access: proxy
            url: http://{address}
            isDefault: {(source == Sources.Metrics ? "true" : "false")}
            editable: false

        """ + (source == Sources.Alerts ? "    jsonData:\n      implementation: prometheus\n" : "");
}
