using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Mongo;
using CodiesVibe.Publishing.Yaml;

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
        new("host", HostAlerts.Groups(ownDatabase)), new("backups", BackupAlerts.Groups), new("monitoring", MonitoringAlerts.Groups),
    ];

    private static string Main(IReadOnlyList<ScrapeJob> jobs, string? alertmanager) => YamlWriter.Write(new()
    {
        { "global", new YamlMap { { "scrape_interval", "15s" }, { "scrape_timeout", "10s" }, { "evaluation_interval", "15s" } } },
        { "rule_files", ["rules/*.yml"] },
        { "alerting", alertmanager is null ? null : new YamlMap { { "alertmanagers", [new YamlMap { { "static_configs", [Targets(alertmanager)] } }] } } },
        { "scrape_configs", jobs.Select(Render) },
    });

    private static YamlMap Render(ScrapeJob job) => new()
    {
        { "job_name", job.Service },
        { "metrics_path", job.Path },
        // A deployment is confirmed when Prometheus has seen the slot that it switched to.
        { "scrape_interval", job.Targets.Count > 1 ? "5s" : null },
        { "scrape_timeout", job.Targets.Count > 1 ? "5s" : null },
        {
            "static_configs",
            job.Targets.Select(target => new YamlMap
            {
                Targets(target.Address),
                { "labels", new YamlMap { { "service", job.Service }, { "slot", target.Slot }, { "profile", job.Profile } } },
            })
        },
    };

    private static YamlMap Targets(string address) => new() { { "targets", [address] } };
}
