using CodiesVibe.Tests.Hosting.Backchannel;
using CodiesVibe.Tests.Hosting.Support;

namespace CodiesVibe.Tests.Hosting.Golden;

/// <summary>The recorded app hosts, unchanged, must come to look the same here. Both use one fixed port, so they run in turn.</summary>
[Collection(nameof(GoldenTests))]
public sealed class GoldenTests
{
    [Fact]
    public Task The_chain_of_waits_looks_as_recorded() => CompareAsync(GoldenSample.Run, GoldenSample.Run.Recorded);

    [Fact]
    public Task Every_state_looks_as_recorded() => CompareAsync(GoldenSample.States, GoldenSample.States.Recorded);

    [Fact]
    public Task Without_a_container_engine_every_state_looks_as_recorded() => CompareAsync(GoldenSample.Full, GoldenSample.Full.RecordedWithoutEngine, new Dictionary<string, string?>
    {
        ["DOCKER_HOST"] = "unix:///nonexistent/docker.sock",
        ["Parameters__admin-password"] = "hidden-admin",
        ["Cloudflare__Token"] = "hidden-token",
        ["ConnectionStrings__LEGACY_STORE"] = "Server=legacy",
    });

    [Fact]
    public void The_comparison_notices_each_missing_fact()
    {
        foreach (var resource in GoldenSample.States.Recorded.Concat(GoldenSample.Run.Recorded))
        {
            foreach (var fact in resource.Facts)
            {
                Assert.NotEmpty(Differences([resource], [resource with { Facts = [.. resource.Facts.Where(f => f != fact)] }]));
            }
        }
    }

    private static async Task CompareAsync(GoldenSample sample, IReadOnlyList<DescribedResource> recorded, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var token = TestContext.Current.CancellationToken;
        await using var host = AppHostProcess.Start(sample.Program, environment);
        IReadOnlyList<string> differences = ["nothing was reported yet"];
        try
        {
            await host.Resources.WaitForAsync("the recorded state", _ => (differences = Differences(recorded, RunOf(host))).Count == 0, token);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Differs from the recording (- recorded, + here):{Environment.NewLine}{string.Join(Environment.NewLine, differences)}{Environment.NewLine}{string.Join(Environment.NewLine, host.Console)}");
        }

        // The command-line tool says the same as the dashboard.
        var cli = new AspireCli(host.Home, host.Home);
        Assert.Empty(Differences(recorded, GoldenSample.Read(await cli.ReadAsync("describe", "--apphost", sample.Project))));
        Assert.Equal(0, await host.StopAsync(token));
    }

    private static DescribedResource[] RunOf(AppHostProcess host) => [.. host.Resources.Current.Where(r => !r.IsHidden).Select(DescribedResource.FromRun)];

    /// <summary>Replicas have one name and must be alike, so the order among them does not matter.</summary>
    private static List<string> Differences(IReadOnlyList<DescribedResource> recorded, IReadOnlyList<DescribedResource> here)
    {
        var expected = recorded.GroupBy(r => r.Name).ToDictionary(g => g.Key, g => g.ToArray());
        var actual = here.GroupBy(r => r.Name).ToDictionary(g => g.Key, g => g.ToArray());
        var differences = expected.Keys.Except(actual.Keys).Select(n => $"- {n}").Concat(actual.Keys.Except(expected.Keys).Select(n => $"+ {n}")).ToList();
        foreach (var name in expected.Keys.Intersect(actual.Keys))
        {
            if (expected[name].Length != actual[name].Length)
            {
                differences.Add($"{name}: {expected[name].Length} instances recorded, {actual[name].Length} here");
            }

            foreach (var (a, b) in expected[name].Zip(actual[name]))
            {
                differences.AddRange(Except(a.Facts, b.Facts).Select(f => $"- {name}: {f}").Concat(Except(b.Facts, a.Facts).Select(f => $"+ {name}: {f}")));
            }
        }

        return differences;
    }

    /// <summary>Unlike the set operation, counts repeated facts.</summary>
    private static List<string> Except(IReadOnlyList<string> facts, IReadOnlyList<string> others)
    {
        var rest = facts.ToList();
        foreach (var other in others)
        {
            rest.Remove(other);
        }

        return rest;
    }
}
