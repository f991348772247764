using CodiesVibe.Tests.Hosting.Backchannel;
using CodiesVibe.Tests.Hosting.Support;

namespace CodiesVibe.Tests.Hosting.Golden;

/// <summary>The recorded app hosts, unchanged, must come to look the same here. Both use one fixed port, so they run in turn.</summary>
[Collection(nameof(GoldenTests))]
public sealed class GoldenTests
{
    /// <summary>Facts that come to be when a resource starts.</summary>
    private static readonly string[] s_ofAStart = ["env ", "property container.", "property resource.appArgs"];

    [Fact]
    public Task The_chain_of_waits_looks_as_recorded() => CompareAsync(GoldenSample.Run, GoldenSample.Run.Recorded, all => all);

    [Fact]
    public Task Every_state_looks_as_recorded() => CompareAsync(GoldenSample.States, GoldenSample.States.Recorded, all => all);

    [Fact]
    public async Task Without_a_container_engine_every_state_looks_as_recorded()
    {
        // The stand-in for npm leaves no file beside the recorded ones.
        var programs = Directory.CreateTempSubdirectory("codiesvibe-npm-");
        try
        {
            File.CreateSymbolicLink(Path.Combine(programs.FullName, "npm"), "/bin/true");
            var environment = new Dictionary<string, string?>
            {
                ["PATH"] = $"{programs.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
                ["DOCKER_HOST"] = "unix:///nonexistent/docker.sock",
                ["Parameters__admin-password"] = "hidden-admin",
                ["Cloudflare__Token"] = "hidden-token",
                ["ConnectionStrings__legacy"] = "Server=legacy",
            };
            await CompareAsync(GoldenSample.Full, WithoutEngine(GoldenSample.Full.RecordedWithoutEngine), WithoutEngine, environment);
        }
        finally
        {
            programs.Delete(recursive: true);
        }
    }

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

    /// <summary>
    /// What can be compared where no container runs. The external service is left out here; what only a container that starts has (arguments,
    /// ports, environment) is shown there before, and not here; the official connection string waits for ever, since its password is no resource.
    /// </summary>
    private static IReadOnlyList<DescribedResource> WithoutEngine(IReadOnlyList<DescribedResource> resources) =>
    [
        .. resources.Where(r => r.Name != "directory").Select(r => r with
        {
            Facts =
            [
                .. r.Facts.Where(f => f != "Reference directory" && !s_ofAStart.Any(f.StartsWith)
                    && !(r.Name == "archive" && (f.StartsWith("state ", StringComparison.Ordinal) || f.StartsWith("health ", StringComparison.Ordinal) || f.StartsWith("property resource.waitingFor ", StringComparison.Ordinal)))),
            ],
        }),
    ];

    private static async Task CompareAsync(
        GoldenSample sample, IReadOnlyList<DescribedResource> recorded, Func<IReadOnlyList<DescribedResource>, IReadOnlyList<DescribedResource>> select, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var token = TestContext.Current.CancellationToken;
        await using var host = AppHostProcess.Start(sample.Program, environment);
        IReadOnlyList<string> differences = ["nothing was reported yet"];
        try
        {
            await host.Resources.WaitForAsync("the recorded state", _ => (differences = Differences(recorded, select(RunOf(host)))).Count == 0, token);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Differs from the recording (- recorded, + here):{Environment.NewLine}{string.Join(Environment.NewLine, differences)}{Environment.NewLine}{string.Join(Environment.NewLine, host.Console)}");
        }

        // The command-line tool says the same as the dashboard.
        var cli = new AspireCli(host.Home, host.Home);
        Assert.Empty(Differences(recorded, select(GoldenSample.Read(await cli.ReadAsync("describe", "--apphost", sample.Project)))));
        Assert.Equal(0, await host.StopAsync(token));
    }

    private static DescribedResource[] RunOf(AppHostProcess host)
    {
        var shown = host.Resources.Current.Where(r => !r.IsHidden).ToArray();
        var instances = shown.CountBy(r => r.DisplayName).ToDictionary();
        return [.. shown.Select(r => DescribedResource.FromRun(r, instances))];
    }

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
