using CodiesVibe.Tests.Support.Docker;

namespace CodiesVibe.Tests.AppHost.Containers;

/// <summary>
/// Images of the monitoring, under the product's names and tags, built from programs of this machine. A server that answers the probe and shows the files that it sees
/// stands in for Grafana.
/// </summary>
internal static class MonitoringImages
{
    public const string Prometheus = "prom/prometheus:v3.13.3";
    public const string Alertmanager = "prom/alertmanager:v0.34.0";

    public const string Grafana = "grafana/grafana:12.4.11";

    private const string PrometheusProgram = "/usr/bin/prometheus";
    private const string AlertmanagerProgram = "/usr/bin/prometheus-alertmanager";

    /// <summary>Debian's program does not contain its own texts.</summary>
    private const string AlertmanagerTemplates = "/usr/share/prometheus/alertmanager";

    /// <summary>Skips the test where the images cannot be built.</summary>
    public static async Task ImportAsync(ContainerEngine engine)
    {
        Assert.SkipUnless(File.Exists(PrometheusProgram) && File.Exists(AlertmanagerProgram), "prometheus and prometheus-alertmanager are not installed, so there are no images of them.");
        await ImportAsync(engine, Prometheus, PrometheusProgram, "prometheus");
        await ImportAsync(engine, Alertmanager, AlertmanagerProgram, "alertmanager");
        await ImportGrafanaAsync(engine);
    }

    public static async Task RemoveAsync(ContainerEngine engine)
    {
        foreach (var image in (string[])[Prometheus, Alertmanager, Grafana])
        {
            await engine.DockerAsync("rmi", image);
        }
    }

    /// <summary>As in the originals, the program runs as nobody, and its data folder has its name.</summary>
    private static async Task ImportAsync(ContainerEngine engine, string image, string program, string data)
    {
        await using var archive = new ImageArchive();
        await archive.AddProgramsAsync(program);
        await archive.AddEmptyFolderAsync(data);
        if (Directory.Exists(AlertmanagerTemplates))
        {
            await archive.AddFolderAsync(AlertmanagerTemplates, AlertmanagerTemplates[1..]);
        }

        await archive.ImportAsync(engine.Client, image, "USER 65534", $"ENTRYPOINT [\"{program}\"]");
    }

    private static async Task ImportGrafanaAsync(ContainerEngine engine)
    {
        var probe = Directory.CreateTempSubdirectory("codiesvibe-probe-");
        await File.WriteAllTextAsync(Path.Combine(probe.FullName, "health"), "");
        await using var archive = new ImageArchive();
        await archive.AddShellAsync();
        await archive.AddFolderAsync(probe.FullName, "api");
        probe.Delete(recursive: true);
        await archive.ImportAsync(engine.Client, Grafana, "LABEL codiesvibe.standin=Grafana", "ENTRYPOINT [\"/bin/busybox\", \"httpd\", \"-f\", \"-p\", \"3000\", \"-h\", \"/\"]");
    }
}
