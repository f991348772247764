using CodiesVibe.Publishing.Nginx;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>The edge's log file lies in a small volume in memory, so the script that starts the edge keeps it small; it runs here on a file of the test, without a pause.</summary>
public sealed class LogBoundTests : IDisposable
{
    private const int Limit = 16 << 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codiesvibe-log-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_log_is_emptied_once_it_is_too_long()
    {
        var log = Path.Combine(_folder.FullName, "nginx-access.log");
        var script = Published.Text($"nginx/{NginxConfiguration.Script}")
            .Replace("/var/log/codiesvibe", _folder.FullName, StringComparison.Ordinal)
            .Replace("nginx -t -q -c \"$configuration\"", "true", StringComparison.Ordinal)
            .Replace("sleep 10", "sleep 0.05", StringComparison.Ordinal)
            .Replace("exec nginx -c \"$configuration\" -g 'daemon off;'", "exec sleep 600", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(log, new byte[Limit - 1], TestContext.Current.CancellationToken);
        await using var edge = Command.Start("/bin/sh", ["-c", script], _folder.FullName);

        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal(Limit - 1, new FileInfo(log).Length);
        await File.AppendAllTextAsync(log, "\n", TestContext.Current.CancellationToken);
        await Eventually.BecomesTrueAsync("the log is empty", TimeSpan.FromSeconds(10), () => Task.FromResult(new FileInfo(log).Length == 0));
        Assert.False(edge.HasEnded);
    }
}
