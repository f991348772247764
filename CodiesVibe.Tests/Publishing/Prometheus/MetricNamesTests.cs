using System.Runtime.Versioning;
using CodiesVibe.Deployment.Backups;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Prometheus;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Deployment.Backups;
using CodiesVibe.Tests.Publishing.Nginx;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Prometheus;

/// <summary>Every metric that the rules and the dashboards read is one that something serves: asked of the real programs where they can be had.</summary>
public sealed class MetricNamesTests
{
    private static readonly string[] s_ofTheApi = ["process_start_time_seconds", "codiesvibe_cache_", "codiesvibe_dependency_", "codiesvibe_edge_up", "codiesvibe_edge_certificate_", "codiesvibe_mongodb_", "codiesvibe_searches_", "codiesvibe_tools", "http_server_", "dotnet_"];
    private static readonly string[] s_ofTheHost = ["node_", "codiesvibe_backup_"];
    private static readonly string[] s_ofRedis = ["redis_"];
    private static readonly string[] s_ofTheEdge = ["nginx_"];
    private static readonly string[] s_ofPrometheus = ["prometheus_", "process_"];
    private static readonly string[] s_ofAlertmanager = ["alertmanager_"];

    /// <summary>
    /// Of programs that cannot be had here, from no scrape: taken from the documentation of their projects, and for what Alloy counts and drops (<c>codiesvibe_edge_</c>,
    /// <c>loki_process_</c>) from grafana/alloy, <c>internal/component/loki/process/stages/metric.go</c> and <c>limit.go</c>.
    /// </summary>
    private static readonly string[] s_documented =
    [
        "cloudflared_tunnel_ha_connections",
        "codiesvibe_edge_failures_total", "codiesvibe_edge_responses_total",
        "container_memory_working_set_bytes",
        "grafana_http_request_duration_seconds_count",
        "loki_distributor_lines_received_total",
        "loki_process_dropped_lines_total",
        "loki_write_dropped_entries_total", "loki_write_sent_entries_total",
    ];

    [Fact]
    [Requirement("R184")]
    public void Every_metric_has_a_source()
    {
        Assert.Equal(["b_total", "a"], UsedMetrics.In("""sum by (x, y) (rate(b_total{c="d"}[5m])) > 0.5 and a or vector(0)"""));
        Assert.Equal(s_documented, UsedMetrics.All.Except(UsedMetrics.With([.. s_ofTheApi, .. s_ofTheHost, .. s_ofRedis, .. s_ofTheEdge, .. s_ofPrometheus, .. s_ofAlertmanager])));
    }

    [Fact]
    [Requirement("R184")]
    public async Task The_API_serves_the_metrics_that_are_used()
    {
        await using var mongodb = DevServer.Mongodb();
        await using var redis = DevServer.Redis();
        await using var edge = await TlsServer.StartAsync();
        await Task.WhenAll(mongodb.StartAsync(), redis.StartAsync());
        await using var api = await ApiProcess.StartAsync(
            mongodb.MongoConnectionString, redis.RedisConnectionString, new Dictionary<string, string?> { ["Edge__TlsAddress"] = edge.Address });
        IReadOnlySet<string> served = new HashSet<string>();
        await Eventually.BecomesTrueAsync("what is asked in the background is there", TimeSpan.FromSeconds(60), async () =>
        {
            using var tools = await api.Http.GetAsync("/api/tools", TestContext.Current.CancellationToken);
            using var search = await api.Http.GetAsync("/api/tools/search?query=code", TestContext.Current.CancellationToken);
            served = await NativeServer.MetricNamesAsync(api.Http);
            return search.IsSuccessStatusCode && served.Contains("codiesvibe_tools") && served.Contains("codiesvibe_edge_certificate_not_after_seconds");
        });
        Assert.Empty(UsedMetrics.With(s_ofTheApi).Except(served));
    }

    /// <summary>Some of its metrics exist only once something has failed: here an alert without a receiver.</summary>
    [Fact]
    public async Task Prometheus_serves_the_metrics_that_are_used()
    {
        var address = $"127.0.0.1:{FreePort.Find()}";
        var always = new RuleFile("always", [new RuleGroup("always", [new Alert("Always", Severity.Warning, "vector(1)", "0s", "", "")], Interval: "1s")]);
        using var folder = new RenderedFolder(
            [.. PrometheusConfiguration.Render([new("prometheus", "/metrics", [new(address)])], alertmanager: "127.0.0.1:1"), GeneratedFile.Text("prometheus/rules/always.yml", always.Render())]);
        await using var prometheus = await NativeServer.StartAsync(
            InstalledProgram.Require("prometheus"), folder.Path, address,
            "--config.file=prometheus/prometheus.yml", "--storage.tsdb.path=series", $"--web.listen-address={address}");
        await Eventually.BecomesTrueAsync(
            "an alert was not taken", TimeSpan.FromSeconds(60), async () => (await prometheus.MetricNamesAsync()).Contains("prometheus_notifications_errors_total"));
        Assert.Empty(UsedMetrics.With(s_ofPrometheus).Except(await prometheus.MetricNamesAsync()));
    }

    [Fact]
    public async Task Alertmanager_serves_the_metrics_that_are_used()
    {
        var address = $"127.0.0.1:{FreePort.Find()}";
        using var folder = new RenderedFolder(AlertmanagerConfiguration.RenderWithoutChannels());
        await using var alertmanager = await NativeServer.StartAsync(
            InstalledProgram.Require("alertmanager", "prometheus-alertmanager"), folder.Path, address,
            "--config.file=alertmanager/alertmanager.yml", "--storage.path=alerts", "--cluster.listen-address=", $"--web.listen-address={address}");
        Assert.Empty(UsedMetrics.With(s_ofAlertmanager).Except(await alertmanager.MetricNamesAsync()));
    }

    [Fact]
    [Requirement("R185")]
    [UnsupportedOSPlatform("windows")]
    public async Task The_exporter_of_the_host_serves_the_metrics_that_are_used()
    {
        using var server = new BackupServer("dash");
        await server.ScheduleAsync(new BackupOptions());
        await server.RunAsync();
        var address = $"127.0.0.1:{FreePort.Find()}";
        await using var exporter = await NativeServer.StartAsync(
            InstalledProgram.Require("node_exporter", "prometheus-node-exporter"), Path.GetTempPath(), address, $"--web.listen-address={address}", $"--collector.textfile.directory={server.At("state/metrics")}");
        Assert.Empty(UsedMetrics.With(s_ofTheHost).Except(await exporter.MetricNamesAsync()));
    }

    [Fact]
    public async Task The_exporter_of_the_edge_serves_the_metrics_that_are_used()
    {
        var program = InstalledProgram.Require("nginx-prometheus-exporter", "prometheus-nginx-exporter");
        Assert.SkipWhen(NginxProcess.SkipReason is not null, NginxProcess.SkipReason ?? "");
        await using var site = new NginxSite();
        await site.InitializeAsync();
        var address = $"127.0.0.1:{FreePort.Find()}";
        await using var exporter = await NativeServer.StartAsync(
            program, Path.GetTempPath(), address, $"--nginx.scrape-uri=http://127.0.0.1:{site.Profile.Status!.Port}/stub_status", $"--web.listen-address={address}");
        Assert.Empty(UsedMetrics.With(s_ofTheEdge).Except(await exporter.MetricNamesAsync()));
    }

    [Fact]
    public async Task The_exporter_of_Redis_serves_the_metrics_that_are_used()
    {
        var (program, server) = (InstalledProgram.Require("redis_exporter", "prometheus-redis-exporter"), InstalledProgram.Require("redis-server"));
        var (port, address) = (FreePort.Find(), $"127.0.0.1:{FreePort.Find()}");
        using var folder = new RenderedFolder();
        await using var redis = CodiesVibe.Tests.Build.Command.Start(server, ["--bind", "127.0.0.1", "--port", $"{port}", "--save", ""], folder.Path);
        await using var exporter = await NativeServer.StartAsync(program, folder.Path, address, $"-redis.addr=redis://127.0.0.1:{port}", $"-web.listen-address={address}");
        await Eventually.BecomesTrueAsync(
            "it serves every metric", TimeSpan.FromSeconds(30), async () => !UsedMetrics.With(s_ofRedis).Except(await exporter.MetricNamesAsync()).Any());
    }
}
