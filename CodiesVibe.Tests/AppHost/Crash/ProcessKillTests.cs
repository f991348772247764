using CodiesVibe.Tests.AppHost.Support;

namespace CodiesVibe.Tests.AppHost.Crash;

/// <summary>Database and cache are processes.</summary>
[Collection(nameof(SiteAppHost))]
public sealed class ProcessKillTests(ITestOutputHelper output) : KillTests(output)
{
    public static TheoryData<string> AllMoments => [.. Moments.All.Keys];

    protected override IReadOnlyDictionary<string, string?> Mode { get; } = new Dictionary<string, string?> { ["AppHost__Runtime"] = "processes" };

    [Theory]
    [InlineData(Moments.ClientWrites)]
    public Task A_kill_leaves_nothing_behind_and_loses_nothing(string moment) => KillAsync(moment, Moments.All[moment]);

    [Theory]
    [Trait("Category", "Drill")]
    [MemberData(nameof(AllMoments))]
    public Task A_kill_at_any_moment_leaves_nothing_behind_and_loses_nothing(string moment) => KillAsync(moment, Moments.All[moment]);
}
