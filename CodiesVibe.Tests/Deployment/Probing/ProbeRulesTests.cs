using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Probing;

namespace CodiesVibe.Tests.Deployment.Probing;

/// <summary>What answers mean that a test cannot provoke, and where the site is.</summary>
public sealed class ProbeRulesTests
{
    [Theory]
    [InlineData(200, 1999, false, "Pass", "200 in 1999 ms", "")]
    [InlineData(200, 2001, false, "Warn", "200 in 2001 ms", "It is slow")]
    [InlineData(204, 10, true, "Pass", "204 in 10 ms, through Cloudflare", "")]
    [InlineData(503, 10, true, "Fail", "503 in 10 ms, through Cloudflare", "dotnet aspire do status")]
    [InlineData(530, 10, true, "Fail", "530 in 10 ms, through Cloudflare", "Cloudflare does not reach the server")]
    [InlineData(530, 10, false, "Fail", "530 in 10 ms", "dotnet aspire do status")]
    [InlineData(403, 10, false, "Fail", "403 in 10 ms", "does not serve this path")]
    public void An_answer_is_judged_by_status_and_time(int status, int milliseconds, bool isFromCloudflare, string grade, string what, string remedy)
    {
        var finding = ProbeRules.OfEndpoint("/", new(status, TimeSpan.FromMilliseconds(milliseconds), null) { IsFromCloudflare = isFromCloudflare });
        Assert.Equal((grade, what), (finding.Grade.ToString(), finding.What));
        Assert.Contains(remedy, finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\":\"1.0.0\"}", "1.0.0")]
    [InlineData("{\"version\":1}", null)]
    [InlineData("[1]", null)]
    [InlineData("\"text\"", null)]
    [InlineData("<html>", null)]
    [InlineData("", null)]
    public void A_version_is_read_where_there_is_one(string body, string? version) => Assert.Equal(version, PublicEndpoint.VersionIn(body));

    [Theory]
    [InlineData("example.org", 443, "https://example.org/x", "http://example.org/x")]
    [InlineData("example.org", 8443, "https://example.org:8443/x", "http://example.org/x")]
    [InlineData("2001:db8::1", 443, "https://[2001:db8::1]/x", "http://[2001:db8::1]/x")]
    public void The_address_of_a_path_has_name_and_port(string name, int port, string https, string http)
    {
        var site = new SiteAddress(name, port, 80);
        Assert.Equal((https, http), (site.Https("/x").ToString(), site.Http("/x").ToString()));
    }
}
