using System.Text;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Mongo;

namespace CodiesVibe.Publishing.Prometheus;

/// <summary><c>prometheus/</c>: what is scraped, what is computed of it, and when somebody is told.</summary>
internal static class PrometheusConfiguration
{
    public const string Folder = "prometheus";

    /// <summary>The rules of a system with a database server of its own, the same wherever it runs.</summary>
    public static readonly IReadOnlyList<RuleFile> Rules = RulesOf(ownDatabase: true);

    public static IEnumerable<GeneratedFile> Render(SystemModel model)
    {
        var alertmanager = model.Find("alertmanager")?.Facts.Scrape is { } scrape ? $"alertmanager:{scrape.Port}" : null;
        return model.Find(Folder) is null ? [] : Render([.. ScrapeJob.Of(model)], alertmanager, MongoServer.IsExternalIn(model) ? RulesOf(ownDatabase: false) : Rules);
    }

    /// <param name="jobs">What is scraped.</param>
    /// <param name="alertmanager">Host and port of Alertmanager; null where there is none.</param>
    public static IEnumerable<GeneratedFile> Render(IReadOnlyList<ScrapeJob> jobs, string? alertmanager) => Render(jobs, alertmanager, Rules);

    private static IEnumerable<GeneratedFile> Render(IReadOnlyList<ScrapeJob> jobs, string? alertmanager, IReadOnlyList<RuleFile> rules)
    {
        yield return GeneratedFile.Text($"{Folder}/prometheus.yml", Main(jobs, alertmanager));
        foreach (var file in rules)
        {
            yield return GeneratedFile.Text($"{Folder}/rules/{file.Name}.yml", file.Render());
        }
    }

    private static RuleFile[] RulesOf(bool ownDatabase) =>
    [
        new("service-levels", [ServiceLevels.Group, .. Objective.Groups]), new("services", ServiceAlerts.Groups(ownDatabase)),
        new("host", HostAlerts.Groups(ownDatabase)), new("monitoring", MonitoringAlerts.Groups),
    ];

    private static string Main(IReadOnlyList<ScrapeJob> jobs, string? alertmanager)
    {
        var yaml = new StringBuilder("""
            global:
              scrape_interval: 15s
              scrape_timeout: 10s
              evaluation_interval: 15s
            rule_files:
              - rules/*.yml

            """);
        if (alertmanager is not null)
        {
            yaml.Append($"""
                alerting:
                  alertmanagers:
                    - static_configs:
                        - targets: [{Quoted.Text(alertmanager)}]

                """);
        }

        yaml.Append(jobs.Count == 0 ? "scrape_configs: []\n" : "scrape_configs:\n");
        foreach (var job in jobs)
        {
            yaml.Append($"""
                  - job_name: {Quoted.Text(job.Service)}
                    metrics_path: {Quoted.Text(job.Path)}
                    static_configs:

                """);
            foreach (var target in job.Targets)
            {
                yaml.Append($$"""
                          - targets: [{{Quoted.Text(target.Address)}}]
                            labels: { {{Labels(job, target)}} }

                    """);
            }
        }

        return yaml.ToString();
    }

    private static string Labels(ScrapeJob job, ScrapeTarget target)
    {
        var labels = new List<string> { $"service: {Quoted.Text(job.Service)}" };
        if (target.Slot is not null)
        {
            labels.Add($"slot: {Quoted.Text(target.Slot)}");
        }

        if (job.Profile is not null)
        {
            labels.Add($"profile: {Quoted.Text(job.Profile)}");
        }

        return string.Join(", ", labels);
    }
}
