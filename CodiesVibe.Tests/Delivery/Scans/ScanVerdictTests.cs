using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Tests.Delivery.Scans;

/// <summary>What findings mean for a delivery.</summary>
public sealed class ScanVerdictTests
{
    private static readonly DateOnly s_today = new(2026, 6, 1);

    [Theory]
    [Requirement("R127", "R202")]
    [InlineData(Severity.Critical, true)]
    [InlineData(Severity.High, true)]
    [InlineData(Severity.Moderate, false)]
    [InlineData(Severity.Low, false)]
    [InlineData(Severity.Unknown, false)]
    public void High_and_critical_findings_block(Severity severity, bool blocks)
    {
        var verdict = ScanVerdict.Of([Of(severity)], new([]), s_today);
        Assert.Equal((blocks ? 1 : 0, blocks ? 0 : 1), (verdict.Blocking.Count, verdict.Minor));
        Assert.Equal(blocks, Record.Exception(verdict.Require) is DeliveryException);
    }

    [Theory]
    [Requirement("R202")]
    [InlineData("GHSA-1", "package", "2026-06-02", true)]
    [InlineData("ghsa-1", "PACKAGE", "2026-06-01", true)]
    [InlineData("GHSA-1", "package", "2026-05-31", false)]
    [InlineData("GHSA-2", "package", "2026-06-02", false)]
    [InlineData("GHSA-1", "other", "2026-06-02", false)]
    public void An_exception_holds_for_its_finding_until_its_last_day(string advisory, string package, string expires, bool holds)
    {
        var exception = new AcceptedFinding(advisory, package, "not called", "Ada", DateOnly.ParseExact(expires, "yyyy-MM-dd"));
        var verdict = ScanVerdict.Of([Of(Severity.High)], new([exception]), s_today);
        Assert.Equal(holds, verdict.Blocking.Count == 0);
        Assert.Equal(holds ? new[] { "HIGH package 1.0.0: GHSA-1 (place); accepted by Ada until " + expires + ": not called" } : [], verdict.Accepted);
    }

    [Fact]
    [Requirement("R202")]
    public void An_expired_exception_says_so()
    {
        var verdict = ScanVerdict.Of([Of(Severity.High)], new([new("GHSA-1", "package", "not called", "Ada", new(2026, 5, 31))]), s_today);
        var fault = Assert.Throws<DeliveryException>(verdict.Require);
        Assert.Contains("HIGH package 1.0.0: GHSA-1 (place); the exception of Ada expired on 2026-05-31", fault.Message, StringComparison.Ordinal);
        Assert.Contains(ScanExceptions.FileName, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_exceptions_the_later_one_counts() =>
        Assert.Empty(ScanVerdict.Of([Of(Severity.High)], new([new("GHSA-1", "package", "a", "Ada", new(2026, 7, 1)), new("GHSA-1", "package", "b", "Ada", new(2026, 5, 1))]), s_today).Blocking);

    [Fact]
    public void The_worst_comes_first_and_each_once() => Assert.Equal(
        ["CRITICAL package 1.0.0: GHSA-1 (place)", "HIGH package 1.0.0: GHSA-1 (place)"],
        ScanVerdict.Of([Of(Severity.High), Of(Severity.Critical), Of(Severity.High)], new([]), s_today).Blocking);

    private static Finding Of(Severity severity) => new("GHSA-1", "package", "1.0.0", severity, "place");
}
