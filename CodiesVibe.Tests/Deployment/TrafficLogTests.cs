using CodiesVibe.Deployment;

namespace CodiesVibe.Tests.Deployment;

public sealed class TrafficLogTests
{
    [Fact]
    [Requirement("R199")]
    public void Requests_errors_and_durations_are_counted()
    {
        var lines = Enumerable.Range(1, 100).Select(number => $$"""{"time":"x","status":{{(number > 97 ? 502 : number > 90 ? 404 : 200)}},"duration":{{number / 1000m}}}""");
        var traffic = TrafficLog.Summarize($"{{\"time\":\"cut\n2026/03/01 [notice] 1#1: signal\n{string.Join('\n', lines)}\n");
        Assert.Equal(new(100, 3, 51, 96), traffic);
        Assert.Equal("100 requests, 3 errors, median 51 ms, 95 % within 96 ms", traffic!.Summary);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026/03/01 [notice] 1#1: signal\n")]
    public void Without_a_request_there_is_no_traffic(string log) => Assert.Null(TrafficLog.Summarize(log));
}
