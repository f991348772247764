using CodiesVibe.Publishing.Prometheus;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Prometheus;

/// <summary>When the alerts fire, by the tests of promtool.</summary>
public sealed class RuleFixtureTests
{
    public static TheoryData<string> Fixtures => [.. RuleFixture.Files];

    [Theory]
    [Requirement("R189", "R190")]
    [MemberData(nameof(Fixtures))]
    public async Task Rules_fire_when_they_should_and_only_then(string fixture)
    {
        using var folder = new RenderedFolder(PrometheusConfiguration.Render(Published.Model));
        File.Copy(Path.Combine(RuleFixture.Folder, fixture + ".yml"), folder.At("prometheus/fixture.yml"));
        var test = await folder.RunAsync("promtool", "test", "rules", "prometheus/fixture.yml");
        Assert.True(test.ExitCode == 0, test.All);
    }

    [Fact]
    [Requirement("R190")]
    public void Every_alert_is_seen_to_be_silent_then_to_fire_and_then_to_end()
    {
        var fixtures = RuleFixture.All().ToList();
        Assert.Empty(fixtures.SelectMany(fixture => fixture.WithoutThreePhases()));

        var seen = fixtures.SelectMany(fixture => fixture.Expectations).SelectMany(expectation => expectation.Firing).Select(alert => alert["alertname"]).ToHashSet();
        var alerts = PrometheusConfiguration.Rules.SelectMany(file => file.Groups).SelectMany(group => group.Rules).OfType<Alert>().Where(alert => alert.Severity != Severity.Heartbeat);
        Assert.Empty(alerts.Select(alert => alert.Name).Except(seen));
    }
}
