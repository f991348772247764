using System.Text;
using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Prometheus;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Alertmanager;

/// <summary>The configuration of Alertmanager, as its own tool reads it.</summary>
public sealed class AlertmanagerConfigurationTests
{
    private const string File = "alertmanager/alertmanager.yml";
    private static readonly SystemModel Model = PublishedModel.Read();

    [Fact]
    public async Task Amtool_accepts_the_configuration()
    {
        using var folder = new RenderedFolder(AlertmanagerConfiguration.Render(Model));
        var check = await folder.RunAsync("amtool", "check-config", File);
        Assert.True(check.ExitCode == 0, check.All);
        Assert.Contains("3 receivers", check.All, StringComparison.Ordinal);
        Assert.Contains("3 inhibit rules", check.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amtool_accepts_the_configuration_that_tells_nobody()
    {
        using var folder = new RenderedFolder(AlertmanagerConfiguration.Render(alerts: null));
        var check = await folder.RunAsync("amtool", "check-config", File);
        Assert.True(check.ExitCode == 0, check.All);
    }

    [Theory]
    [InlineData("team", "severity=warning", "alertname=DiskSpaceLow")]
    [InlineData("on-call", "severity=critical", "alertname=RedisDown")]
    [InlineData("escalation", "severity=escalated", "alertname=CriticalUnattended")]
    [InlineData("team", "alertname=Unknown")]
    public async Task An_alert_goes_to_the_receiver_of_its_severity(string receiver, params string[] labels)
    {
        using var folder = new RenderedFolder(AlertmanagerConfiguration.Render(Model));
        var route = await folder.RunAsync("amtool", ["config", "routes", "test", $"--config.file={File}", $"--verify.receivers={receiver}", .. labels]);
        Assert.True(route.ExitCode == 0, route.All);
        Assert.Equal(receiver, route.Output.Trim());
    }

    [Fact]
    public void Each_tier_has_all_channels_of_the_one_below_and_the_upper_ones_call()
    {
        var receivers = Text()[(Text().IndexOf("receivers:", StringComparison.Ordinal))..].Split("  - name: ")[1..].ToDictionary(block => block[..block.IndexOf('\n', StringComparison.Ordinal)]);
        Assert.Equal(["team", "on-call", "escalation"], receivers.Keys);
        Assert.All(receivers.Values, block => Assert.Contains("email_configs", block, StringComparison.Ordinal));
        Assert.All(receivers.Values, block => Assert.Contains("slack_configs", block, StringComparison.Ordinal));
        Assert.Equal(["on-call", "escalation"], receivers.Where(receiver => receiver.Value.Contains("pagerduty_configs", StringComparison.Ordinal)).Select(receiver => receiver.Key));
    }

    /// <summary>The tier above repeats more often, and what nobody took up repeats most often.</summary>
    [Fact]
    public void What_is_left_alone_repeats_more_often_from_tier_to_tier() =>
        Assert.Equal(["12h", "15m", "1h"], Text().Split('\n').Where(line => line.Contains("repeat_interval", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]));

    [Fact]
    public void Secrets_are_named_by_file_only()
    {
        Assert.All(AlertmanagerConfiguration.Secrets, secret => Assert.Contains($"_file: /run/secrets/{secret}\n", Text(), StringComparison.Ordinal));
        Assert.DoesNotContain("smtp_auth_password:", Text(), StringComparison.Ordinal);
        Assert.Subset(Model.Find("alertmanager")!.SecretFiles.Select(file => file.Key).ToHashSet(), AlertmanagerConfiguration.Secrets.ToHashSet());
    }

    [Fact]
    public void Alerts_that_silence_others_are_alerts_that_exist()
    {
        var known = PrometheusConfiguration.Rules.SelectMany(file => file.Groups).SelectMany(group => group.Rules).OfType<Alert>().Select(alert => alert.Name).ToHashSet();
        var named = System.Text.RegularExpressions.Regex.Matches(Text(), "alertname=~?\"([^\"]+)\"").SelectMany(match => match.Groups[1].Value.Split('|')).ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, known));
    }

    private static string Text() => Encoding.UTF8.GetString(AlertmanagerConfiguration.Render(Model).Single().Content.Span);
}
