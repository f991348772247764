using CodiesVibe.AppHost.Production;
using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Loki;
using CodiesVibe.Publishing.Promtail;

namespace CodiesVibe.AppHost.Topology;

/// <summary>The monitoring: complete in production; on a developer's machine the containers whose images are available, else the programs that are installed.</summary>
internal static class Observability
{
    private const string StandIn = "a program that only answers the health check and reads the configuration as text";

    /// <summary>Parameters for notifications by e-mail; without the first, e-mail is off.</summary>
    private static readonly string[] s_mailAddresses = ["alert-email-to", "alert-email-from", "alert-email-smarthost", "alert-email-user"];

    public static IResourceBuilder<IResourceWithWaitSupport> AddPrometheus(this IDistributedApplicationBuilder builder, string name, Runtime runtime) =>
        builder.AddWatcher(new(name, "DataTrending", "Prometheus", "/-/ready", Images.Prometheus) { Render = MonitoringConfiguration.PrometheusAsync, CallsPrograms = true }, runtime, builder.AddPrometheusProcess, () => builder.AddContainer(name, Images.Prometheus)
            .WithHttpEndpoint(targetPort: 9090)
            .WithVolume(builder.VolumeOf(name), "/prometheus")
            .WithArgs(
                "--config.file=/etc/prometheus/prometheus.yml",
                "--storage.tsdb.path=/prometheus",
                // The error budget covers 30 days.
                "--storage.tsdb.retention.time=35d",
                "--storage.tsdb.retention.size=4GB")
            .OnlyInProduction(container => container.WithArgs("--web.external-url=http://localhost:9091"))
            .InProduction(new()
            {
                Tier = Tier.Infrastructure,
                Networks = [Networks.Application, Networks.Monitoring],
                Probe = new(["CMD", "/bin/promtool", "check", "ready", "--url=http://127.0.0.1:9090"], StartPeriod: 60),
                Limits = new(Memory: 512, Cpus: 0.5, Pids: 128),
                User = "65534:65534",
                Mounts = [new("prometheus", "/etc/prometheus")],
                StopGrace = "30s",
                // The second one is the documented address.
                Published = [new(9090, 9090), new(9091, 9090)],
                Scrape = new(9090),
            }));

    public static IResourceBuilder<IResourceWithWaitSupport> AddGrafana(this IDistributedApplicationBuilder builder, string name, Runtime runtime) =>
        // The length is stated because the manifest repeats it: left out, it would say 0.
        builder.AddWatcher(new(name, "ChartMultiple", "Grafana", "/api/health", Images.Grafana) { Render = MonitoringConfiguration.GrafanaAsync, CallsPrograms = true }, runtime, builder.AddUnavailableHere, () => builder.AddContainer(name, Images.Grafana)
            .WithHttpEndpoint(targetPort: 3000)
            .WithVolume(builder.VolumeOf(name), "/var/lib/grafana")
            .WithEnvironment("GF_SECURITY_ADMIN_PASSWORD", builder.AddParameter($"{name}-admin-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true))
            .OnlyInProduction(container => container.WithEnvironment("GF_SERVER_ROOT_URL", "http://localhost:3002"))
            .WithEnvironment("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH", "/etc/grafana/provisioning/dashboards/overview.json")
            .WithEnvironment("GF_USERS_ALLOW_SIGN_UP", "false")
            // It downloads nothing and reports nothing to its makers.
            .WithEnvironment("GF_ANALYTICS_REPORTING_ENABLED", "false")
            .WithEnvironment("GF_ANALYTICS_CHECK_FOR_UPDATES", "false")
            .WithEnvironment("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false")
            .WithEnvironment("GF_NEWS_NEWS_FEED_ENABLED", "false")
            .WithEnvironment("GF_PLUGINS_PREINSTALL_DISABLED", "true")
            .WithEnvironment("GF_PLUGINS_PREINSTALL_AUTO_UPDATE", "false")
            .InProduction(new()
            {
                Tier = Tier.Infrastructure,
                Networks = [Networks.Monitoring],
                Probe = new(["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3000/api/health"], StartPeriod: 60),
                Limits = new(Memory: 512, Cpus: 0.5, Pids: 128),
                User = "472:0",
                Tmpfs = ["/tmp", "/var/log/grafana:uid=472"],
                Mounts = [new("grafana", "/etc/grafana/provisioning")],
                StopGrace = "30s",
                Published = [new(3002, 3000)],
                Secrets = SecretStyle.DoubleFileSuffix,
                StandIn = StandIn,
                Scrape = new(3000),
            }));

    public static IResourceBuilder<IResourceWithWaitSupport> AddLoki(this IDistributedApplicationBuilder builder, string name, Runtime runtime) =>
        builder.AddWatcher(new(name, "DocumentText", "Loki", "/ready", Images.Loki) { Render = MonitoringConfiguration.LokiAsync }, runtime, builder.AddUnavailableHere, () => builder.AddContainer(name, Images.Loki)
            .WithHttpEndpoint(targetPort: LokiConfiguration.Port)
            .WithVolume(builder.VolumeOf(name), "/loki")
            .WithArgs("-config.file=/etc/loki/loki-config.yml")
            .InProduction(new()
            {
                Tier = Tier.Infrastructure,
                Networks = [Networks.Monitoring],
                Probe = new(["CMD", "/usr/bin/loki", "-health"], StartPeriod: 30),
                Limits = new(Memory: 384, Cpus: 0.5, Pids: 128),
                User = "10001:10001",
                Tmpfs = ["/tmp"],
                Mounts = [new("loki", "/etc/loki")],
                StopGrace = "60s",
                StandIn = StandIn,
                Scrape = new(LokiConfiguration.Port),
            }));

    public static IResourceBuilder<IResourceWithWaitSupport> AddPromtail(this IDistributedApplicationBuilder builder, string name, Runtime runtime) =>
        builder.AddWatcher(new(name, "DocumentArrowRight", "Grafana Alloy", "/-/ready", Images.Promtail, Images.Loki) { Render = MonitoringConfiguration.PromtailAsync }, runtime, builder.AddUnavailableHere, () => builder.AddContainer(name, Images.Promtail)
            .WithHttpEndpoint(targetPort: 12345)
            .WithHttpEndpoint(targetPort: PromtailConfiguration.OtlpPort, name: "otlp")
            .WithVolume(builder.VolumeOf(name), "/var/lib/alloy/data")
            .OnlyInProduction(container => container.WithVolume(Volumes.Logs, Volumes.LogsTarget, isReadOnly: true))
            .WithArgs("run", "--server.http.listen-addr=0.0.0.0:12345", "--storage.path=/var/lib/alloy/data", "--disable-reporting", "/etc/alloy/config.alloy")
            .InProduction(new()
            {
                Tier = Tier.Infrastructure,
                Networks = [Networks.Monitoring],
                // The shell is the only program of the image that can send an HTTP request.
                Probe = new(["CMD", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/12345; printf 'GET /-/ready HTTP/1.0\\r\\n\\r\\n' >&3; head -n1 <&3 | grep -q 200"], StartPeriod: 30),
                Limits = new(Memory: 256, Cpus: 0.5, Pids: 128),
                User = "473:473",
                Tmpfs = ["/tmp"],
                Mounts = [new("promtail", "/etc/alloy")],
                StopGrace = "30s",
                StandIn = StandIn,
                Scrape = new(12345),
            }));

    public static IResourceBuilder<IResourceWithWaitSupport> AddAlertmanager(this IDistributedApplicationBuilder builder, string name, Runtime runtime) =>
        builder.AddWatcher(new(name, "AlertUrgent", "Alertmanager", "/-/ready", Images.Alertmanager) { Render = MonitoringConfiguration.AlertmanagerAsync }, runtime, builder.AddAlertmanagerProcess, () =>
        {
            if (builder.ExecutionContext.IsPublishMode)
            {
                foreach (var secret in AlertmanagerConfiguration.Secrets)
                {
                    builder.AddServerSecret(secret);
                }

                foreach (var address in s_mailAddresses)
                {
                    builder.AddParameter(address, "", publishValueAsDefault: true);
                }
            }

            return builder.AddContainer(name, Images.Alertmanager)
                .WithHttpEndpoint(targetPort: 9093)
                .WithVolume(builder.VolumeOf(name), "/alertmanager")
                // In production a script adds the channels that are configured on the server.
                .OnlyInProduction(container => container.WithEntrypoint("/bin/sh").WithArgs($"/etc/alertmanager/{AlertmanagerConfiguration.Script}", "--web.external-url=http://localhost:9093"))
                .OnlyInDevelopment(container => container.WithArgs("--config.file=/etc/alertmanager/alertmanager.yml"))
                .WithArgs("--storage.path=/alertmanager", "--data.retention=120h", "--cluster.listen-address=")
                .InProduction(new()
                {
                    Tier = Tier.Infrastructure,
                    Networks = [Networks.Monitoring],
                    Probe = new(["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:9093/-/ready"]),
                    Limits = new(Memory: 128, Cpus: 0.25, Pids: 64),
                    User = "65534:65534",
                    Tmpfs = ["/tmp:uid=65534"],
                    Mounts = [new("alertmanager", "/etc/alertmanager")],
                    Environment = new(s_mailAddresses.ToDictionary(address => address.ToUpperInvariant().Replace('-', '_'), address => $"{{{address}.value}}"), StringComparer.Ordinal),
                    StopGrace = "15s",
                    Published = [new(9093, 9093)],
                    SecretFiles = new(AlertmanagerConfiguration.Secrets.ToDictionary(secret => secret, secret => $"{{{secret}.value}}"), StringComparer.Ordinal),
                    Scrape = new(9093),
                });
        });

    public static IResourceBuilder<IResourceWithWaitSupport> AddNodeExporter(this IDistributedApplicationBuilder builder, string name, Runtime runtime) =>
        builder.AddWatcher(new(name, "Server", "Metrics of this machine", "/", Images.NodeExporter), runtime, builder.AddNodeExporterProcess, () => builder.AddContainer(name, Images.NodeExporter)
            .WithHttpEndpoint(targetPort: 9100)
            .OnlyInProduction(container => container.WithArgs("--path.rootfs=/host", "--collector.textfile.directory=/state/metrics"))
            .WithArgs("--no-collector.wifi", "--no-collector.hwmon")
            .InProduction(new()
            {
                Tier = Tier.Infrastructure,
                Networks = [Networks.Monitoring],
                Probe = new(["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:9100/"]),
                Limits = new(Memory: 64, Cpus: 0.25, Pids: 64),
                User = "65534:65534",
                StopGrace = "10s",
                HostProcesses = true,
                HostMounts = ["/:/host"],
                Mounts = [new("state", "/state")],
                Scrape = new(9100),
                Waivers =
                [
                    new(HardeningRule.NoHostMount, "It measures the disks of the host, which it mounts read-only."),
                    new(HardeningRule.NoHostProcesses, "It counts the processes of the host."),
                ],
            }));

    private static IResourceBuilder<IResourceWithWaitSupport> AddWatcher(
        this IDistributedApplicationBuilder builder, Watcher watcher, Runtime runtime, Func<Watcher, IResourceBuilder<IResourceWithWaitSupport>> addHere, Func<IResourceBuilder<ContainerResource>> add)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return add().WithIconName(watcher.Icon);
        }

        return watcher.Images.All(runtime.Obtainable.Contains) ? add().WithIconName(watcher.Icon).RunHere(watcher) : addHere(watcher);
    }

    /// <summary>Configures the container for a developer's machine only.</summary>
    private static IResourceBuilder<ContainerResource> OnlyInDevelopment(
        this IResourceBuilder<ContainerResource> container, Func<IResourceBuilder<ContainerResource>, IResourceBuilder<ContainerResource>> add) =>
        container.ApplicationBuilder.ExecutionContext.IsPublishMode ? container : add(container);

    /// <summary>Configures the container for production only.</summary>
    private static IResourceBuilder<ContainerResource> OnlyInProduction(
        this IResourceBuilder<ContainerResource> container, Func<IResourceBuilder<ContainerResource>, IResourceBuilder<ContainerResource>> add) =>
        container.ApplicationBuilder.ExecutionContext.IsPublishMode ? add(container) : container;

    private static IResourceBuilder<IResourceWithWaitSupport> AddUnavailableHere(this IDistributedApplicationBuilder builder, Watcher watcher) =>
        builder.AddUnavailable(watcher.Name, watcher.Icon, "it runs in production only. Use the traces, metrics and logs in this dashboard instead");
}
