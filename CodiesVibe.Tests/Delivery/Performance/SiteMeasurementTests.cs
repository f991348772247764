using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Performance;
using CodiesVibe.Deployment.Probing;
using CodiesVibe.Tests.Deployment.Probing;

namespace CodiesVibe.Tests.Delivery.Performance;

/// <summary>A site on loopback that answers well, fails or takes its time; no assertion depends on how fast this machine is.</summary>
public sealed class SiteMeasurementTests : IAsyncLifetime, IDisposable
{
    private static readonly MeasurementLimits s_wide = new(0, 60_000);

    private readonly SiteClient _client = new(TimeSpan.FromSeconds(10));
    private ProbedSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ProbedSite.StartAsync(TimeSpan.FromDays(1));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    [Requirement("R103", "R108", "R116")]
    public async Task A_site_that_keeps_its_limits_passes_and_every_figure_is_in_the_table()
    {
        var report = await MeasureAsync(s_wide, s_wide);
        report.Require();
        Assert.Equal(["/", "/api/tools?pageSize=20", "/api/tools/search?query=agent", "/api/health"], report.Alone.Select(one => one.Path));
        Assert.Equal([("/load/a", 10), ("/load/b", 10)], report.UnderLoad.Select(one => (one.Path, one.Traffic.Requests)));
        Assert.Equal(2 + report.Alone.Count + report.UnderLoad.Count, report.ToMarkdown().Split('\n').Count(line => line.StartsWith('|')));
        Assert.Contains("| `/load/b` | many at once | 10 | 0 | ", report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("R103", "R108")]
    public async Task A_path_that_is_slow_or_fails_stops_the_delivery_with_its_figure_and_its_limit()
    {
        _site.Answers["/api/health"] = 503;
        // Nothing is faster than no time at all.
        var report = await MeasureAsync(new(0, 0), s_wide);
        var message = Assert.Throws<DeliveryException>(report.Require).Message;
        Assert.Contains("\n  /api/health: 100 % of 20 requests failed (status 503), and 0 % may.\n", message, StringComparison.Ordinal);
        Assert.Matches(@"\n  /: 95 % of the answers came within [0-9]+ ms, and have to within 0 ms\.\n", message);
        Assert.DoesNotContain("under load", message, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("R116")]
    public async Task A_path_that_fails_under_load_stops_the_delivery()
    {
        _site.Answers["/load/b"] = 429;
        var message = Assert.Throws<DeliveryException>((await MeasureAsync(s_wide, s_wide with { ErrorPercent = 50 })).Require).Message;
        Assert.Contains("\n  under load, /load/b: 100 % of 10 requests failed (status 429), and 50 % may.\n", message, StringComparison.Ordinal);
        Assert.DoesNotContain("/load/a", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_answers_it_says_so_at_once()
    {
        var nobody = new Uri("http://localhost:1");
        var message = (await Assert.ThrowsAsync<DeliveryException>(() => new SiteMeasurement(nobody, _client, s_wide).RunAsync(Scenario(s_wide), TestContext.Current.CancellationToken))).Message;
        Assert.Contains("The site at http://localhost:1/ cannot be measured: no connection", message, StringComparison.Ordinal);
    }

    private Task<MeasurementReport> MeasureAsync(MeasurementLimits alone, MeasurementLimits underLoad) =>
        new SiteMeasurement(_site.Address.Https("/"), _client, alone).RunAsync(Scenario(underLoad), TestContext.Current.CancellationToken);

    private LoadScenario Scenario(MeasurementLimits limits) => new(_site.Address.Https("/"), 100, TimeSpan.FromSeconds(0.2), ["/load/a", "/load/b"], limits);
}
