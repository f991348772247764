using System.Text.RegularExpressions;
using CodiesVibe.AppHost.Topology;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Output;

/// <summary>What the kernel is asked for while a process publishes.</summary>
public sealed partial class DurabilityTests
{
    [Fact]
    public async Task Every_file_is_on_the_disk_before_it_gets_its_name_and_every_name_is_before_the_next_change()
    {
        Assert.SkipWhen(ProgramOnPath.Find("strace") is null, "strace is not installed.");
        using var target = new TargetFolder();
        var publisher = await Command.RunAsync(
            "strace",
            ["-y", "-s", "1000", "-e", "trace=openat,symlink,fsync,rename,unlink,mkdir,rmdir", "dotnet", Path.Combine(AppContext.BaseDirectory, "CodiesVibe.Tests.Publisher.dll"), target.Path],
            "/",
            ("DOTNET_EnableDiagnostics", "0"));
        Assert.True(publisher.Output == "published", publisher.All);

        // The lock is worth nothing after a power failure.
        var above = Path.GetDirectoryName(target.Path)!;
        var calls = publisher.ErrorLines.Select(line => Call.Match(line))
            .Where(call => call.Success && call.Groups["path"].Value.StartsWith(above, StringComparison.Ordinal) && !call.Groups["path"].Value.EndsWith(".lock", StringComparison.Ordinal))
            .Select(call => (Name: call.Groups["name"].Value, Path: call.Groups["path"].Value)).ToList();
        List<string> named = [];
        foreach (var (index, call) in calls.Index().Where(call => call.Item.Name is not ("openat" or "fsync" or "symlink")))
        {
            Assert.Equal(("fsync", Path.GetDirectoryName(call.Path)), calls[index + 1]);
            if (call.Name == "rename" && calls[index - 1].Name != "symlink")
            {
                var (written, flushed) = (calls[index - 2], calls[index - 1]);
                Assert.Equal(("openat", "fsync", written.Path), (written.Name, flushed.Name, flushed.Path));
                named.Add(Path.GetRelativePath(target.Path, call.Path));
            }
        }

        Assert.Contains("comes/inner/file.txt", named);
        Assert.Contains("../deploy.json", named);
        Assert.Equal(".publish.json", named[^2]);
    }

    /// <summary>A call that changes the disk, and the path that has changed after it.</summary>
    [GeneratedRegex("""^(?<name>fsync|openat|symlink|rename|unlink|mkdir|rmdir)\((?:\d+<(?<path>[^>]*)>|AT_FDCWD[^,]*, "(?<path>[^"]*)", [^,)]*O_CREAT|(?:"[^"]*", )?"(?<path>[^"]*)")""", RegexOptions.CultureInvariant)]
    private static partial Regex Call { get; }
}
