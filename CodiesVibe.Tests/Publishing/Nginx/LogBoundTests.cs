using CodiesVibe.Publishing.Manifest;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>The edge's log file lies in a small volume in memory, so its probe, run here on a file of the test, keeps it small.</summary>
public sealed class LogBoundTests : IDisposable
{
    private const int Limit = 16 << 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-log-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(Limit - 1, Limit - 1)]
    [InlineData(Limit, 0)]
    [InlineData(null, 0)]
    public async Task The_probe_empties_a_log_that_became_long(int? before, int after)
    {
        var log = new FileInfo(Path.Combine(_folder.FullName, "nginx-access.log"));
        if (before is { } length)
        {
            await File.WriteAllBytesAsync(log.FullName, new byte[length], TestContext.Current.CancellationToken);
        }

        var edge = ManifestReader.Read(Path.Combine(Repository.Root, "aspire-manifest.json")).Find("nginx")!;
        Assert.Equal("CMD-SHELL", edge.Facts.Probe!.Test[0]);
        var line = edge.Facts.Probe.Test[1];
        var bound = line[(line.IndexOf("&& ", StringComparison.Ordinal) + 3)..].Replace("/var/log/codiesvibe", _folder.FullName, StringComparison.Ordinal);
        var probe = await Command.RunAsync("sh", ["-c", bound], _folder.FullName);

        Assert.Equal(0, probe.ExitCode);
        log.Refresh();
        Assert.Equal(after, log.Length);
    }
}
