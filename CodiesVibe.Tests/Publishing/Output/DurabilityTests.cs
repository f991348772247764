using System.Text.RegularExpressions;
using CodiesVibe.AppHost.Topology;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Output;

/// <summary>What the kernel is asked for while a process publishes.</summary>
public sealed partial class DurabilityTests
{
    [Fact]
    public async Task Every_file_is_on_the_disk_before_it_gets_its_name_and_the_names_are_before_it_is_reported()
    {
        Assert.SkipWhen(ProgramOnPath.Find("strace") is null, "strace is not installed.");
        using var target = new TargetFolder();
        var trace = $"{target.Path}.trace";
        var publisher = await Command.RunAsync(
            "strace",
            ["-f", "-y", "-e", "trace=openat,fsync,rename,renameat2", "-o", trace, "dotnet", Path.Combine(AppContext.BaseDirectory, "CodiesVibe.Tests.Publisher.dll"), target.Path, "0", "exchange"],
            "/");
        Assert.True(publisher.Output == "published", publisher.All);

        var calls = (await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken)).Where(call => call.Contains(target.Path, StringComparison.Ordinal)).ToList();
        // A file is named here as it was when the call was made: after a rename it would have another name.
        var created = PathsOf(calls, Creation);
        Assert.Contains(created, path => path.StartsWith($"{target.Path}.json", StringComparison.Ordinal));
        Assert.Contains(created, path => path.EndsWith("/comes.yml", StringComparison.Ordinal));
        Assert.Empty(created.Except(PathsOf(calls, Sync)));

        var lastOfDirectory = calls.Last(call => !call.Contains($"{target.Path}.json", StringComparison.Ordinal) && (call.Contains("rename", StringComparison.Ordinal) || Sync.IsMatch(call)));
        Assert.Equal(target.Path, Sync.Match(lastOfDirectory).Groups["path"].Value);
    }

    [GeneratedRegex("openat\\([^\"]*\"(?<path>[^\"]*)\", [^,)]*O_CREAT", RegexOptions.CultureInvariant)]
    private static partial Regex Creation { get; }

    [GeneratedRegex("fsync\\(\\d+<(?<path>[^>]*)>", RegexOptions.CultureInvariant)]
    private static partial Regex Sync { get; }

    private static HashSet<string> PathsOf(IEnumerable<string> calls, Regex kind) =>
        [.. calls.Select(call => kind.Match(call)).Where(match => match.Success).Select(match => match.Groups["path"].Value)];
}
