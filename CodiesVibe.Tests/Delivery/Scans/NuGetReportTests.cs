using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Tests.Delivery.Scans;

/// <summary>What the .NET SDK says about packages. Its replies are those of <see cref="Reply"/>.</summary>
public sealed class NuGetReportTests
{
    [Fact]
    [Requirement("R172")]
    public void Findings_of_direct_and_transitive_packages_are_read() => Assert.Equal(
        new Finding[]
        {
            new("GHSA-5crp-9r3c-p9vr", "Newtonsoft.Json", "12.0.3", Severity.High, "CodiesVibe.Api.csproj"),
            new("GHSA-rxg9-xrhp-64gj", "System.Drawing.Common", "5.0.0", Severity.Critical, "CodiesVibe.Api.csproj"),
            new("GHSA-aaaa-bbbb-cccc", "Some.Package", "1.0.0", Severity.Moderate, "CodiesVibe.Api.csproj"),
        },
        NuGetReport.Parse(Reply.Read("composed-nuget-vulnerable")));

    /// <summary>The reply of a feed without advisories about the canary itself.</summary>
    [Fact]
    [Requirement("R172")]
    public void Without_advisories_there_is_no_finding_and_the_canary_notices()
    {
        var findings = NuGetReport.Parse(Reply.Read("recorded-nuget-no-advisories"));
        Assert.Empty(findings);
        Assert.Contains("its source has no advisories", Assert.Throws<DeliveryException>(() => Canary.NuGet.Require(NuGetReport.Tool, findings)).Message, StringComparison.Ordinal);
    }

    /// <summary>A source may know something else about its package.</summary>
    [Fact]
    [Requirement("R172")]
    public void The_canary_asks_for_its_own_advisory() => Assert.Throws<DeliveryException>(
        () => Canary.NuGet.Require(NuGetReport.Tool, [new("GHSA-aaaa-bbbb-cccc", Canary.NuGet.Package, Canary.NuGet.Version, Severity.High, "")]));

    [Fact]
    public void The_canary_is_content_where_it_is_found() => Canary.NuGet.Require(NuGetReport.Tool, NuGetReport.Parse(Reply.Read("composed-nuget-vulnerable")));

    [Fact]
    public void A_project_that_was_not_restored_is_an_error() =>
        Assert.Contains("dotnet restore", Assert.Throws<DeliveryException>(() => NuGetReport.Parse(Reply.Read("recorded-nuget-not-restored"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("The command failed.")]
    [InlineData("{}")]
    [InlineData("""{"version":1,"projects":[]}""")]
    [InlineData("""{"version":1,"projects":[{"path":"a.csproj","frameworks":[{"topLevelPackages":[{"id":"p","resolvedVersion":"1","vulnerabilities":[{"severity":"Terrible","advisoryurl":"https://x/y"}]}]}]}]}""")]
    public void A_reply_that_nobody_understands_is_an_error(string reply) =>
        Assert.Contains("nothing is known about vulnerabilities", Assert.Throws<DeliveryException>(() => NuGetReport.Parse(reply)).Message, StringComparison.Ordinal);
}
