using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.Publishing.RealRun.Images;

/// <summary>The images that the services of production run, by their name without a tag.</summary>
internal static class ServiceImages
{
    public static IReadOnlyDictionary<string, ImageRecipe> Recipes { get; } = new Dictionary<string, ImageRecipe>
    {
        ["docker.io/library/mongo"] = new(["dotnet", "busybox"], "MongoDB and its shell: the emulator of the development servers takes their place", FillMongoAsync,
            "ENV PORT=27017 DOTNET_EnableDiagnostics=0", "VOLUME /data/db /data/configdb", """ENTRYPOINT ["docker-entrypoint.sh"]""", """CMD ["mongod"]"""),
        ["docker.io/library/redis"] = new(["redis-server", "redis-cli", "busybox"], ImageRecipe.OtherVersion, FillRedisAsync, "WORKDIR /data", "VOLUME /data", """CMD ["redis-server"]"""),
        ["docker.io/nginxinc/nginx-unprivileged"] = new(["nginx", "busybox"], ImageRecipe.OtherVersion, FillNginxAsync,
            "USER 101", "STOPSIGNAL SIGQUIT", """CMD ["nginx", "-g", "daemon off;"]"""),
        ["docker.io/prom/prometheus"] = new(["prometheus", "promtool", "busybox"], ImageRecipe.OtherVersion, FillPrometheusAsync, "USER nobody", "VOLUME /prometheus", """ENTRYPOINT ["/bin/prometheus"]"""),
        ["docker.io/prom/alertmanager"] = new(["prometheus-alertmanager", "busybox"], ImageRecipe.OtherVersion, FillAlertmanagerAsync, "USER nobody", "VOLUME /alertmanager", """ENTRYPOINT ["/bin/alertmanager"]"""),
        ["docker.io/prom/node-exporter"] = new(["prometheus-node-exporter", "busybox"], ImageRecipe.OtherVersion, Filled("prometheus-node-exporter", "bin/node_exporter"), "USER nobody", """ENTRYPOINT ["/bin/node_exporter"]"""),
        ["docker.io/oliver006/redis_exporter"] = new(["prometheus-redis-exporter", "busybox"], ImageRecipe.OtherVersion, Filled("prometheus-redis-exporter", "redis_exporter"), "USER 59000:59000", """ENTRYPOINT ["/redis_exporter"]"""),
        ["docker.io/nginx/nginx-prometheus-exporter"] = new(["prometheus-nginx-exporter"], ImageRecipe.OtherVersion,
            archive => archive.AddInstalledAsync("prometheus-nginx-exporter", "usr/bin/nginx-prometheus-exporter"), "USER 1001:1001", """ENTRYPOINT ["/usr/bin/nginx-prometheus-exporter"]"""),
        ["docker.io/grafana/grafana"] = new(["busybox"], "Grafana: a web server takes its place that reads its configuration and answers its probe; its program keeps a password that it is given in a file", FillGrafanaAsync,
            "USER 472:0", "ENV GF_SECURITY_ADMIN_PASSWORD__FILE=/etc/passwd", """ENTRYPOINT ["sh", "-c", "exec standin 3000 /etc/grafana/provisioning \"$GF_SECURITY_ADMIN_PASSWORD__FILE\" --"]"""),
        ["docker.io/grafana/loki"] = new(["busybox"], "Loki: a web server takes its place that reads its configuration and answers its probe", FillLokiAsync, "USER 10001", """ENTRYPOINT ["/usr/bin/loki"]"""),
        ["docker.io/grafana/alloy"] = new(["busybox", "bash"], "Alloy: a web server takes its place that reads its configuration and answers its probe; logs sent to it are lost", FillAlloyAsync, """ENTRYPOINT ["/bin/alloy"]"""),
        ["docker.io/cloudflare/cloudflared"] = new(["busybox"], "cloudflared: a web server takes its place that reads its configuration and its token and answers its probe",
            FillCloudflaredAsync, "USER 65532:65532", """ENTRYPOINT ["cloudflared", "--no-autoupdate"]"""),
    };

    private static async Task FillMongoAsync(ImageArchive archive)
    {
        await archive.AddShellAsync();
        await archive.AddDotNetRuntimeAsync();
        await archive.AddProjectAsync("CodiesVibe.DevServers", "app");
        await archive.AddScriptAsync("mongo.sh", "usr/local/bin/docker-entrypoint.sh");
        await archive.AddScriptAsync("mongosh.sh", "usr/bin/mongosh");
        await archive.AddEmptyFolderAsync("data/db", 999, 999);
        await archive.AddEmptyFolderAsync("data/configdb", 999, 999);
    }

    private static async Task FillRedisAsync(ImageArchive archive)
    {
        await archive.AddShellAsync();
        await archive.AddInstalledAsync("redis-server", "usr/local/bin/redis-server");
        await archive.AddInstalledAsync("redis-cli", "usr/local/bin/redis-cli");
        await archive.AddEmptyFolderAsync("data", 999, 1000);
    }

    private static async Task FillNginxAsync(ImageArchive archive)
    {
        await archive.AddShellAsync();
        await archive.AddInstalledAsync("nginx", "usr/sbin/nginx");
        await archive.AddFileAsync("/etc/nginx/mime.types", "etc/nginx/mime.types");
        await archive.AddEmptyFolderAsync("var/log/nginx", 101, 101);
    }

    private static async Task FillPrometheusAsync(ImageArchive archive)
    {
        await archive.AddShellAsync();
        await archive.AddInstalledAsync("prometheus", "bin/prometheus");
        await archive.AddInstalledAsync("promtool", "usr/bin/promtool");
        await archive.AddScriptAsync("promtool.sh", "bin/promtool");
        await archive.AddEmptyFolderAsync("prometheus", 65534, 65534);
    }

    private static async Task FillAlertmanagerAsync(ImageArchive archive)
    {
        await archive.AddShellAsync();
        await archive.AddInstalledAsync("prometheus-alertmanager", "bin/alertmanager");
        // Debian took them out of the program.
        await archive.AddFolderAsync("/usr/share/prometheus/alertmanager", "usr/share/prometheus/alertmanager", file => file.EndsWith(".tmpl", StringComparison.Ordinal));
        await archive.AddEmptyFolderAsync("alertmanager", 65534, 65534);
    }

    private static Func<ImageArchive, Task> Filled(string program, string name) => async archive =>
    {
        await archive.AddShellAsync();
        await archive.AddInstalledAsync(program, name);
    };

    private static async Task FillGrafanaAsync(ImageArchive archive)
    {
        await archive.AddStandInAsync("/api/health", "/metrics");
        await archive.AddScriptAsync("grafana.sh", "usr/bin/grafana");
        await archive.AddEmptyFolderAsync("var/lib/grafana", 472, 0);
    }

    private static async Task FillLokiAsync(ImageArchive archive)
    {
        await archive.AddStandInAsync("/ready", "/metrics");
        await archive.AddScriptAsync("loki.sh", "usr/bin/loki");
        await archive.AddEmptyFolderAsync("loki", 10001, 10001);
    }

    private static async Task FillAlloyAsync(ImageArchive archive)
    {
        await archive.AddStandInAsync("/-/ready", "/metrics");
        await archive.AddInstalledAsync("bash", "usr/bin/bash");
        await archive.AddScriptAsync("alloy.sh", "bin/alloy");
        await archive.AddEmptyFolderAsync("var/lib/alloy/data", 473, 473);
    }

    private static async Task FillCloudflaredAsync(ImageArchive archive)
    {
        await archive.AddStandInAsync("/ready", "/metrics");
        await archive.AddScriptAsync("cloudflared.sh", "usr/local/bin/cloudflared");
    }
}
