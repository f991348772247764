using System.Globalization;
using CodiesVibe.Publishing.Output;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publisher;

namespace CodiesVibe.Tests.Publishing.Output;

/// <summary>A process that publishes is killed before each of its changes.</summary>
public sealed class KillTests
{
    private const int MoreThanThereAre = 10_000;

    [Fact]
    public async Task A_kill_at_any_point_leaves_the_old_set_or_the_new_one_and_the_next_publish_ends_with_the_new_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names are exchanged in one step on Linux only.");
        var turned = 0;
        var steps = 0;
        for (var more = true; more;)
        {
            using var target = new TargetFolder();
            var identity = await TargetFolder.IdentityAsync(target.At("nginx"));
            more = await KilledAsync(target, ++steps, "exchange");
            target.AssertWhole(Sets.Old, Sets.New);
            turned += target.Read("compose.yml") == "new\n" ? 1 : 0;
            if (more)
            {
                new PublishedDirectory(target.Path).Publish(Sets.New);
            }

            target.AssertExactly(Sets.New);
            Assert.Equal(identity, await TargetFolder.IdentityAsync(target.At("nginx")));
        }

        // Else the test has looked at one side only.
        Assert.InRange(turned, 20, steps - 20);
    }

    [Fact]
    public async Task A_publish_that_goes_back_after_a_kill_ends_with_the_old_set()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names are exchanged in one step on Linux only.");
        var steps = Steps();
        foreach (var step in Enumerable.Range(1, 12).Select(part => part * steps / 13))
        {
            using var target = new TargetFolder();
            Assert.True(await KilledAsync(target, step, "exchange"));
            new PublishedDirectory(target.Path).Publish(Sets.Old);
            target.AssertExactly(Sets.Old);
        }
    }

    [Fact]
    public async Task A_repair_that_is_killed_too_is_repaired()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names are exchanged in one step on Linux only.");
        var steps = Steps();
        foreach (var (first, second) in Enumerable.Range(1, 30).Select(part => (part * steps / 31, 1 + (part * 7 % 40))))
        {
            using var target = new TargetFolder();
            Assert.True(await KilledAsync(target, first, "exchange"));
            await KilledAsync(target, second, "exchange");
            target.AssertWhole(Sets.Old, Sets.New);
            new PublishedDirectory(target.Path).Publish(Sets.New);
            target.AssertExactly(Sets.New);
        }
    }

    [Fact]
    public async Task Where_names_cannot_be_exchanged_in_one_step_the_next_publish_repairs_all_the_same()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The process is killed with a signal.");
        var steps = 0;
        for (var more = true; more;)
        {
            using var target = new TargetFolder();
            if (more = await KilledAsync(target, steps += 2, "rename"))
            {
                new PublishedDirectory(target.Path).Publish(Sets.New);
            }

            target.AssertExactly(Sets.New);
        }
    }

    private static int Steps()
    {
        using var target = new TargetFolder();
        var steps = 0;
        new PublishedDirectory(target.Path, new Disk(_ => steps++)).Publish(Sets.New);
        Assert.InRange(steps, 40, MoreThanThereAre);
        return steps;
    }

    /// <summary>Publishes the new set in a process that is killed before the change of that number.</summary>
    /// <returns>False where it has published before that.</returns>
    private static async Task<bool> KilledAsync(TargetFolder target, int step, string how)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "CodiesVibe.Tests.Publisher.dll");
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", [program, target.Path, step.ToString(CultureInfo.InvariantCulture), how])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token);
            Assert.False(string.IsNullOrEmpty(line), "The publisher ended without a word.");
            return line != "published";
        }
        finally
        {
            process.Kill(); // SIGKILL
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
