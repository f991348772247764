using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Tests.Delivery.Scans;

/// <summary>What npm says about packages. Its replies are those of <see cref="Reply"/>.</summary>
public sealed class NpmReportTests
{
    [Fact]
    [Requirement("R172")]
    public void A_vulnerability_is_read_once_and_not_again_for_those_that_depend_on_it() => Assert.Equal(
        new Finding[] { new("GHSA-xvch-5gv4-984h", "minimist", "<0.2.4", Severity.Critical, "CodiesVibe.Frontend") },
        NpmReport.Parse(Reply.Read("composed-npm-vulnerable"), "CodiesVibe.Frontend"));

    [Fact]
    public void A_clean_report_has_no_finding() => Assert.Empty(NpmReport.Parse(Reply.Read("composed-npm-clean"), "CodiesVibe.Frontend"));

    /// <summary>As a registry answers that serves no advisories.</summary>
    [Fact]
    [Requirement("R172")]
    public void An_error_of_the_registry_is_an_error()
    {
        var fault = Assert.Throws<DeliveryException>(() => NpmReport.Parse(Reply.Read("recorded-npm-refused"), "CodiesVibe.Frontend"));
        Assert.Contains("'npm audit' got no advisories (status 405)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_canary_tells_a_registry_that_knows_nothing()
    {
        Canary.Npm.Require(NpmReport.Tool, NpmReport.Parse(Reply.Read("composed-npm-vulnerable"), ""));
        Assert.Contains("its source has no advisories", Assert.Throws<DeliveryException>(() => Canary.Npm.Require(NpmReport.Tool, NpmReport.Parse(Reply.Read("composed-npm-clean"), ""))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"auditReportVersion":1,"vulnerabilities":{}}""")]
    [InlineData("""{"auditReportVersion":2}""")]
    public void A_reply_that_nobody_understands_is_an_error(string reply) =>
        Assert.Contains("nothing is known about vulnerabilities", Assert.Throws<DeliveryException>(() => NpmReport.Parse(reply, "")).Message, StringComparison.Ordinal);
}
