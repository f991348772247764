using CodiesVibe.Delivery;
using CodiesVibe.Delivery.Scans;

namespace CodiesVibe.Tests.Delivery.Scans;

/// <summary>What Trivy says about an image. Its replies are those of <see cref="Reply"/>: Trivy itself cannot be had here.</summary>
public sealed class TrivyReportTests
{
    private const string Image = "ghcr.io/owner/codiesvibe-backend:1";

    [Fact]
    [Requirement("R113", "R127")]
    public void Findings_are_read() => Assert.Equal(
        new Finding[] { new("CVE-2026-0001", "openssl", "3.0.13-0ubuntu3", Severity.Critical, Image), new("CVE-2026-0002", "zlib1g", "1:1.3", Severity.Unknown, Image) },
        TrivyReport.Parse(Reply.Read("composed-trivy-vulnerable")));

    [Theory]
    [InlineData("")]
    [InlineData("FATAL")]
    [InlineData("{}")]
    [InlineData("""{"SchemaVersion":1,"ArtifactName":"x"}""")]
    public void A_reply_that_nobody_understands_is_an_error(string reply) =>
        Assert.Contains("nothing is known about vulnerabilities", Assert.Throws<DeliveryException>(() => TrivyReport.Parse(reply)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x"}""")]
    [InlineData("""{"SchemaVersion":2,"ArtifactName":"x","Results":[]}""")]
    public void An_image_in_which_nothing_is_recognized_is_an_error(string reply) =>
        Assert.Contains("recognized no package in 'x'", Assert.Throws<DeliveryException>(() => TrivyReport.Parse(reply)).Message, StringComparison.Ordinal);

    [Theory]
    [Requirement("R127")]
    [InlineData("2026-06-01T05:00:00Z", true)]
    [InlineData("2026-06-04T00:00:00Z", true)]
    [InlineData("2026-06-04T01:00:00Z", false)]
    public void Advisories_must_be_young(string now, bool young)
    {
        var fault = Record.Exception(() => TrivyReport.RequireAdvisories(Reply.Read("composed-trivy-version"), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(young, fault is null);
        Assert.True(young || fault!.Message.Contains("are of 2026-06-01", StringComparison.Ordinal), fault?.Message);
    }

    [Fact]
    [Requirement("R127")]
    public void Without_a_database_there_are_no_advisories() =>
        Assert.Contains("had no advisories", Assert.Throws<DeliveryException>(() => TrivyReport.RequireAdvisories("""{"Version":"0.74.0"}""", DateTimeOffset.UnixEpoch)).Message, StringComparison.Ordinal);

    [Fact]
    public void Exceptions_are_never_those_of_a_file_of_trivy() => Assert.Contains("--ignorefile /dev/null", string.Join(' ', TrivyScan.Arguments(Image)), StringComparison.Ordinal);

    [Fact]
    [Requirement("R127")]
    public async Task Without_trivy_the_scan_fails_with_the_remedy()
    {
        Assert.SkipWhen(InstalledProgram.Find("trivy") is not null, "Trivy is installed.");
        var fault = await Assert.ThrowsAsync<DeliveryException>(() => new TrivyScan(Path.GetTempPath(), TimeProvider.System).RunAsync(Image, TestContext.Current.CancellationToken));
        Assert.Contains("'trivy' is not on PATH. Nothing was scanned. Install Trivy", fault.Message, StringComparison.Ordinal);
    }
}
