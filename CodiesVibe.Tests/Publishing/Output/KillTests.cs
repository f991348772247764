using System.Text.RegularExpressions;
using CodiesVibe.AppHost.Topology;
using CodiesVibe.Publishing;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publisher;

namespace CodiesVibe.Tests.Publishing.Output;

/// <summary>A process that publishes is killed before each call by which it changes the disk, or that call fails. strace does both.</summary>
public sealed partial class KillTests
{
    private const string Calls = "mkdir,symlink,fchmod,fsync,rename,unlink,rmdir";

    [Fact]
    [Trait("Category", "Drill")]
    public async Task A_kill_at_any_point_leaves_whole_files_and_the_next_publish_finishes()
    {
        var (old, next) = (0, 0);
        foreach (var point in await PointsAsync())
        {
            using var target = new TargetFolder();
            await KillAsync(target, point);
            target.AssertWhole(Sets.Old, Sets.New);
            (old, next) = target.Read("compose.yml") == "old\n" ? (old + 1, next) : (old, next + 1);
            new PublishedDirectory(target.Path).Publish(Sets.New);
            target.AssertExactly(Sets.New);
        }

        // Else the test has looked at one side only.
        Assert.True(old > 10 && next > 10, $"{old} kills came before the middle and {next} after it.");
    }

    [Fact]
    public async Task What_a_kill_left_is_not_taken_for_an_edit_by_hand_by_another_set()
    {
        foreach (var point in Some(await PointsAsync()))
        {
            using var target = new TargetFolder();
            await KillAsync(target, point);
            new PublishedDirectory(target.Path).Publish(Sets.Old);
            target.AssertExactly(Sets.Old);
        }
    }

    [Fact]
    public async Task An_edit_by_hand_after_a_kill_is_refused_and_kept()
    {
        foreach (var point in Some(await PointsAsync()))
        {
            using var target = new TargetFolder();
            await KillAsync(target, point);
            target.Write("compose.yml", "edited\n");
            Assert.Contains("'compose.yml'", Assert.Throws<PublishingException>(() => new PublishedDirectory(target.Path).Publish(Sets.New)).Message, StringComparison.Ordinal);
            Assert.Equal("edited\n", target.Read("compose.yml"));
        }
    }

    [Fact]
    public async Task A_publish_that_is_killed_again_is_finished()
    {
        var points = await PointsAsync();
        foreach (var (first, second) in Some(points).Zip(Some(points).Reverse()))
        {
            using var target = new TargetFolder();
            await KillAsync(target, first);
            await PublishAsync(target, $"{second.Call}:signal=KILL:when={second.Number}");
            target.AssertWhole(Sets.Old, Sets.New);
            new PublishedDirectory(target.Path).Publish(Sets.New);
            target.AssertExactly(Sets.New);
        }
    }

    [Fact]
    [Trait("Category", "Drill")]
    public async Task A_fault_at_any_point_is_one_error_and_the_next_publish_finishes()
    {
        // The framework ignores whether it could delete the lock; the next publish does.
        foreach (var point in (await PointsAsync()).Where(point => !point.Line.Contains(".publish.lock", StringComparison.Ordinal)))
        {
            using var target = new TargetFolder();
            var publisher = await PublishAsync(target, $"{point.Call}:error=ENOSPC:when={point.Number}");
            Assert.True(publisher.ExitCode == 1, $"{point}: {publisher.All}");
            Assert.Contains($"'{target.Path}", publisher.Output, StringComparison.Ordinal);
            Assert.Contains("Free some space", publisher.Output, StringComparison.Ordinal);
            target.AssertWhole(Sets.Old, Sets.New);
            new PublishedDirectory(target.Path).Publish(Sets.New);
            target.AssertExactly(Sets.New);
        }
    }

    /// <summary>Every call of a publish in the directory, with its number among those of the process: the same in each run.</summary>
    private static async Task<IReadOnlyList<Point>> PointsAsync()
    {
        Assert.SkipWhen(ProgramOnPath.Find("strace") is null, "strace is not installed.");
        using var target = new TargetFolder();
        var publisher = await PublishAsync(target, inject: null);
        Assert.True(publisher.Output == "published", publisher.All);

        var numbers = new Dictionary<string, int>();
        var points = new List<Point>();
        foreach (var line in publisher.ErrorLines)
        {
            if (Call.Match(line) is { Success: true, Value: var call })
            {
                numbers[call] = numbers.GetValueOrDefault(call) + 1;
                if (line.Contains($"{target.Path}/", StringComparison.Ordinal) || line.Contains($"{target.Path}>", StringComparison.Ordinal))
                {
                    points.Add(new(call, numbers[call], line));
                }
            }
        }

        Assert.InRange(points.Count, 60, 300);
        return points;
    }

    /// <summary>One of eight.</summary>
    private static IEnumerable<Point> Some(IReadOnlyList<Point> points) => points.Where((_, index) => index % 8 == 4);

    private static async Task KillAsync(TargetFolder target, Point point)
    {
        var publisher = await PublishAsync(target, $"{point.Call}:signal=KILL:when={point.Number}");
        Assert.True(publisher.Errors.Contains("+++ killed by SIGKILL +++", StringComparison.Ordinal) && publisher.Output.Length == 0, $"{point}: {publisher.All}");
    }

    /// <summary>Publishes the new set in another process. It is one thread that changes the directory, the first.</summary>
    private static Task<Command> PublishAsync(TargetFolder target, string? inject) => Command.RunAsync(
        "strace",
        ["-y", "-s", "1000", "-e", $"trace={Calls}", .. inject is null ? Array.Empty<string>() : ["-e", $"inject={inject}"], "dotnet", Path.Combine(AppContext.BaseDirectory, "CodiesVibe.Tests.Publisher.dll"), target.Path],
        "/",
        ("DOTNET_EnableDiagnostics", "0"));

    /// <param name="Call">The system call.</param>
    /// <param name="Number">Its number among those of its name, from 1.</param>
    /// <param name="Line">As strace shows it.</param>
    private sealed record Point(string Call, int Number, string Line);

    [GeneratedRegex(@"^\w+(?=\()", RegexOptions.CultureInvariant)]
    private static partial Regex Call { get; }
}
