using System.Text.RegularExpressions;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Diagnosis.Rules;
using CodiesVibe.Deployment.Findings;
using CodiesVibe.Deployment.Notification;
using CodiesVibe.Deployment.Probing;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.Diagnosis;

namespace CodiesVibe.Tests.Docs;

/// <summary>The page about operating agrees with the program.</summary>
public sealed partial class OperatingPageTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating.md"));

    [Fact]
    public void It_has_every_line_of_the_doctor_in_its_order() =>
        Assert.Equal(["ssh", .. DoctorRules.All.Select(rule => rule(ExaminedServer.Well).Subject)], Rows("The server from inside: `doctor`"));

    [Fact]
    public void It_has_every_channel() =>
        Assert.Equal(new[] { ChannelReader.SlackUrl, ChannelReader.PagerDutyKey, ChannelReader.WebhookUrl, ChannelReader.MailPassword }, Rows("Who is told of deployments"));

    [Fact]
    public void It_shows_what_a_probe_prints()
    {
        var site = new SiteAddress("example.org", 443, 80);
        SiteAnswer Answer(int status, int milliseconds, string? version = null) => new(status, TimeSpan.FromMilliseconds(milliseconds), null) { Version = version };
        var answers = new[] { Answer(200, 48), Answer(200, 47, "1.0.0"), Answer(200, 61), Answer(503, 52, "1.0.0"), Answer(200, 47), Answer(503, 50) };
        var findings = PublicEndpoint.All.Zip(answers, (endpoint, answer) => ProbeRules.OfEndpoint(endpoint.Path, answer))
            .Append(ProbeRules.OfCertificate(site, new(ExaminedServer.Now.AddDays(20), ["example.org"], IsForSite: true, Distrust: null), ExaminedServer.Now))
            .Append(ProbeRules.OfRedirect(site, Answer(301, 20) with { Location = site.Https("/") }));
        Assert.Contains($"```text\n{string.Join('\n', FindingText.Lines([.. findings]))}\n```", s_text, StringComparison.Ordinal);
    }

    /// <summary>The names in the first column of a section's table.</summary>
    private static IEnumerable<string> Rows(string section) => s_text.Split("\n## ").Single(part => part.StartsWith($"{section}\n", StringComparison.Ordinal)).Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => Code().Matches(line.Split('|')[1]).Select(name => name.Groups[1].Value));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
