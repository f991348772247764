using System.Text;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Prometheus;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Prometheus;

/// <summary>The configuration of Prometheus, as its own tool reads it.</summary>
public sealed class PrometheusConfigurationTests
{
    private static readonly SystemModel s_model = PublishedModel.Read();

    [Fact]
    [Requirement("R183")]
    public async Task Promtool_accepts_the_configuration()
    {
        using var folder = new RenderedFolder(PrometheusConfiguration.Render(s_model));
        var check = await folder.RunAsync("promtool", "check", "config", "prometheus/prometheus.yml");
        Assert.True(check.ExitCode == 0, check.All);
        Assert.Contains($"SUCCESS: {PrometheusConfiguration.Rules.Count} rule files found", check.All, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("R189")]
    public async Task Promtool_accepts_the_rules_without_a_warning()
    {
        using var folder = new RenderedFolder(PrometheusConfiguration.Render(s_model));
        var check = await folder.RunAsync("promtool", ["check", "rules", "--lint-fatal", .. PrometheusConfiguration.Rules.Select(file => $"prometheus/rules/{file.Name}.yml")]);
        Assert.True(check.ExitCode == 0, check.All);
    }

    [Fact]
    [Requirement("R183", "R187")]
    public void Every_service_with_metrics_is_scraped_and_both_slots_of_the_application()
    {
        var jobs = ScrapeJob.Of(s_model).ToDictionary(job => job.Service);
        Assert.Equal(s_model.Services.Where(service => service.Facts.Scrape is not null).Select(service => service.Name), jobs.Keys);
        Assert.Equal([new("backend-blue:4000", "blue"), new("backend-green:4000", "green")], jobs["backend"].Targets);
        Assert.Equal([new ScrapeTarget("redis-exporter:9121")], jobs["redis-exporter"].Targets);
        Assert.Equal("container-metrics", jobs["cadvisor"].Profile);

        var main = YamlFile.Parse(Encoding.UTF8.GetString(PrometheusConfiguration.Render(s_model).First().Content.Span));
        var backend = main["scrape_configs"]!.AsArray().Single(job => job!["job_name"]!.ToString() == "backend")!;
        Assert.Equal("""{"targets":["backend-green:4000"],"labels":{"service":"backend","slot":"green"}}""", backend["static_configs"]![1]!.ToJsonString());
        Assert.Equal("""[{"static_configs":[{"targets":["alertmanager:9093"]}]}]""", main["alerting"]!["alertmanagers"]!.ToJsonString());
    }

    [Fact]
    public void Every_alert_has_a_description_and_a_unique_name()
    {
        var alerts = PrometheusConfiguration.Rules.SelectMany(file => file.Groups).SelectMany(group => group.Rules).OfType<Alert>().ToArray();
        Assert.Equal(alerts.Length, alerts.DistinctBy(alert => alert.Name).Count());
        // Without a service an alert could neither be grouped nor silenced, nor would anybody be called when it is left alone.
        Assert.All(alerts, alert => Assert.True(alert.Service is not null || alert.Expression.Contains("by (service)", StringComparison.Ordinal) || alert.Expression.StartsWith(ServiceLevels.Up, StringComparison.Ordinal), alert.Name));
        Assert.All(alerts, alert => Assert.NotEmpty(alert.Remedy));
    }

    [Fact]
    public void A_system_without_Prometheus_gets_no_files() =>
        Assert.Empty(PrometheusConfiguration.Render(new SystemModel("application", [], [], [], [])));
}
