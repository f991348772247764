using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Performance;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Delivery.Performance;

/// <summary>The committed scenario, and what is refused.</summary>
public sealed class LoadScenarioTests
{
    private static readonly string s_committed = File.ReadAllText(Repository.Source(LoadScenario.FileName));

    [Fact]
    [Requirement("R116")]
    public void The_committed_one_loads_the_API_of_this_machine_within_bounds()
    {
        var scenario = LoadScenario.Parse(s_committed);
        Assert.Equal((new Uri("http://localhost:8080"), 20, TimeSpan.FromSeconds(10), new MeasurementLimits(1, 500)), (scenario.Target, scenario.PerSecond, scenario.Duration, scenario.Limits));
        Assert.Equal(["/api/tools?pageSize=20", "/api/tools/search?query=agent", "/api/health"], scenario.Paths);
    }

    [Theory]
    [InlineData("arrivalRate: 20", "arrivalRate: 101", "arrivalRate 101 is not 1 to 100 requests a second")]
    [InlineData("duration: 10", "duration: 61", "duration 61 is not 1 to 60 seconds")]
    [InlineData("duration: 10", "duration: soon", "line 6: ")]
    [InlineData("url: /api/health", "url: api/health", "every scenario has to get a url that begins with '/'")]
    [InlineData("- get:\n          url: /api/health", "- post:\n          url: /api/health", "line 21: ")]
    [InlineData("http.response_time.p95: 500", "http.response_time.p99: 500", "config.ensure.thresholds has to have 'http.response_time.p95' and no other")]
    [InlineData("target: http://localhost:8080", "target: localhost", "config.target 'localhost' is not the address of a site")]
    [InlineData("target: http://localhost:8080", "target: https://user:word@localhost", "is not the address of a site")]
    public void What_would_not_be_sent_is_refused(string text, string other, string message)
    {
        Assert.Contains(text, s_committed, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<DeliveryException>(() => LoadScenario.Parse(s_committed.Replace(text, other, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }
}
