namespace CodiesVibe.Tests.Hosting.Containers;

/// <summary>The images of what watches, under the product's names and tags, made of the programs of this machine: those that it has.</summary>
internal static class MonitoringImages
{
    public const string Prometheus = "prom/prometheus:v3.13.3";
    public const string Alertmanager = "prom/alertmanager:v0.34.0";

    private const string PrometheusProgram = "/usr/bin/prometheus";
    private const string AlertmanagerProgram = "/usr/bin/prometheus-alertmanager";

    /// <summary>Debian's program does not hold its own texts.</summary>
    private const string AlertmanagerTemplates = "/usr/share/prometheus/alertmanager";

    /// <summary>Skips the test where the images cannot be made.</summary>
    public static async Task ImportAsync(ContainerEngine engine)
    {
        Assert.SkipUnless(File.Exists(PrometheusProgram) && File.Exists(AlertmanagerProgram), "prometheus and prometheus-alertmanager are not installed, so there are no images of them.");
        await ImportAsync(engine, Prometheus, PrometheusProgram, "prometheus");
        await ImportAsync(engine, Alertmanager, AlertmanagerProgram, "alertmanager");
    }

    public static async Task RemoveAsync(ContainerEngine engine)
    {
        foreach (var image in (string[])[Prometheus, Alertmanager])
        {
            await engine.DockerAsync("rmi", image);
        }
    }

    /// <summary>As in the originals the program is nobody, and its folder of data is named like it.</summary>
    private static async Task ImportAsync(ContainerEngine engine, string image, string program, string data)
    {
        await using var archive = new ImageArchive();
        await archive.AddProgramsAsync(program);
        await archive.AddEmptyFolderAsync(data);
        if (Directory.Exists(AlertmanagerTemplates))
        {
            await archive.AddFolderAsync(AlertmanagerTemplates, AlertmanagerTemplates[1..]);
        }

        await archive.ImportAsync(engine, image, "USER 65534", $"ENTRYPOINT [\"{program}\"]");
    }
}
