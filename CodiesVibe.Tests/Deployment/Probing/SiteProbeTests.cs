using System.Net;
using System.Net.Sockets;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Findings;
using CodiesVibe.Deployment.Probing;

namespace CodiesVibe.Tests.Deployment.Probing;

/// <summary>The probe of a real site on loopback: its answers, its certificate, its redirect.</summary>
public sealed class SiteProbeTests
{
    private static readonly TimeSpan s_valid = TimeSpan.FromDays(90.5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(1);

    [Fact]
    [Requirement("R197")]
    public async Task A_site_that_is_well_passes_every_check()
    {
        await using var site = await ProbedSite.StartAsync(s_valid);
        var findings = await ProbeAsync(site);
        Assert.All(findings, finding => Assert.True(finding.Grade == Grade.Pass, finding.ToString()));
        Assert.Equal([.. PublicEndpoint.All.Select(endpoint => endpoint.Path), "certificate", "redirect"], findings.Select(finding => finding.Subject));
        Assert.Matches("^200 in [0-9]+ ms, version 1.2.3$", Of(findings, "/version.json").What);
        Assert.Equal($"{site.Address.Http("/")} leads to {site.Address.Https("/")}", Of(findings, "redirect").What);
    }

    [Theory]
    [Requirement("R197")]
    [InlineData(-3, nameof(Grade.Fail), "expired 3 days ago")]
    [InlineData(5.5, nameof(Grade.Fail), "expires in 5 days")]
    [InlineData(20.5, nameof(Grade.Warn), "expires in 20 days")]
    [InlineData(90.5, nameof(Grade.Pass), "expires in 90 days")]
    public async Task The_end_of_the_certificate_is_seen_in_time(double days, string grade, string what)
    {
        await using var site = await ProbedSite.StartAsync(TimeSpan.FromDays(days));
        var findings = await ProbeAsync(site);
        Assert.Equal((grade, what), (Of(findings, "certificate").Grade.ToString(), Of(findings, "certificate").What));
        // What lies behind it is known all the same.
        Assert.All(findings.Where(finding => finding.Subject != "certificate"), finding => Assert.Equal(Grade.Pass, finding.Grade));
    }

    [Fact]
    public async Task A_certificate_of_another_name_fails()
    {
        await using var site = await ProbedSite.StartAsync(s_valid, "other.test");
        AssertFails(await ProbeAsync(site), "certificate", "is for other.test, not for localhost; it expires in 90 days");
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_fails()
    {
        await using var site = await ProbedSite.StartAsync(s_valid);
        using var client = new SiteClient(s_patience);
        var findings = await new SiteProbe(site.Address, client, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("browsers do not trust it (", Of(findings, "certificate").What, StringComparison.Ordinal);
        Assert.Equal(Grade.Fail, Of(findings, "certificate").Grade);
    }

    [Theory]
    [Requirement("R197")]
    [InlineData("/api/health", 500, "500 in ")]
    [InlineData("/", 404, "404 in ")]
    [InlineData("/health", 302, "302 in ")]
    [InlineData("/api/tools", ProbedSite.Never, "no answer within 1 s")]
    public async Task A_path_that_does_not_answer_with_success_fails_alone(string path, int status, string what)
    {
        await using var site = await ProbedSite.StartAsync(s_valid);
        site.Answers[path] = status;
        var findings = await ProbeAsync(site, status == ProbedSite.Never ? s_short : s_patience);
        var failed = Assert.Single(findings, finding => finding.Grade != Grade.Pass);
        Assert.StartsWith(path, failed.Subject, StringComparison.Ordinal);
        Assert.Equal(Grade.Fail, failed.Grade);
        Assert.StartsWith(what, failed.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_HTTP_that_serves_the_site_fails()
    {
        await using var site = await ProbedSite.StartAsync(s_valid);
        site.RedirectTo = null;
        AssertFails(await ProbeAsync(site), "redirect", $"{site.Address.Http("/")} answers 200 instead of leading to {site.Address.Https("/")}");
    }

    [Fact]
    public async Task Plain_HTTP_that_leads_elsewhere_fails()
    {
        await using var site = await ProbedSite.StartAsync(s_valid);
        site.RedirectTo = "https://elsewhere.test/";
        AssertFails(await ProbeAsync(site), "redirect", $"{site.Address.Http("/")} answers 301 and leads to https://elsewhere.test/, not to {site.Address.Https("/")}");
    }

    [Fact]
    public async Task A_site_that_refuses_connections_fails_everywhere()
    {
        var site = new SiteAddress("localhost", FreePort.Find(), FreePort.Find());
        var findings = await ProbeAsync(site, s_patience);
        Assert.All(findings, finding => Assert.Equal(Grade.Fail, finding.Grade));
        Assert.Contains("Connection refused", Of(findings, "/").What, StringComparison.Ordinal);
        Assert.Equal("none was shown", Of(findings, "certificate").What);
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var findings = await ProbeAsync(new SiteAddress("127.0.0.1", port, port), s_short);
        Assert.All(findings.Where(finding => finding.Subject != "certificate"), finding => Assert.EndsWith("no answer within 1 s", finding.What, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Equal(Grade.Fail, finding.Grade));
    }

    [Fact]
    public async Task A_name_that_cannot_be_resolved_is_named() =>
        Assert.Equal("the name cannot be resolved", Of(await ProbeAsync(new SiteAddress("nowhere.invalid", 443, 80), s_patience), "/").What);

    private static async Task<IReadOnlyList<Finding>> ProbeAsync(ProbedSite site, TimeSpan? patience = null)
    {
        using var client = new SiteClient(patience ?? s_patience, site.Trust);
        return await new SiteProbe(site.Address, client, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<Finding>> ProbeAsync(SiteAddress address, TimeSpan patience)
    {
        using var client = new SiteClient(patience);
        return await new SiteProbe(address, client, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
    }

    private static Finding Of(IEnumerable<Finding> findings, string subject) => findings.Single(finding => finding.Subject == subject);

    private static void AssertFails(IReadOnlyList<Finding> findings, string subject, string what)
    {
        Assert.Equal((Grade.Fail, what), (Of(findings, subject).Grade, Of(findings, subject).What));
        Assert.All(findings.Where(finding => finding.Subject != subject), finding => Assert.Equal(Grade.Pass, finding.Grade));
    }
}
