using System.Text;
using CodiesVibe.Publishing.Alertmanager;
using CodiesVibe.Publishing.Prometheus;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Alertmanager;

/// <summary>The configuration of Alertmanager, as its own tool reads it.</summary>
public sealed class AlertmanagerConfigurationTests
{
    private static readonly string[] s_channels = ["email", "slack", "pagerduty"];

    private static readonly (string, string)[] s_all =
        [("smtp-password", "secret of the mail"), ("slack-webhook-url", "http://127.0.0.1:1/slack"), ("pagerduty-routing-key", "secret of the pager")];

    [Fact]
    [Requirement("R193")]
    public async Task Amtool_accepts_the_configuration()
    {
        using var folder = new AlertmanagerFolder(s_all);
        await folder.ConfigureAsync(AlertmanagerFolder.Mail);
        var check = await folder.RunAsync("amtool", "check-config", AlertmanagerFolder.Configuration);
        Assert.True(check.ExitCode == 0, check.All);
        Assert.Contains("4 receivers", check.All, StringComparison.Ordinal);
        Assert.Contains("2 inhibit rules", check.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amtool_accepts_the_configuration_without_notifications()
    {
        using var folder = new RenderedFolder(AlertmanagerConfiguration.RenderWithoutChannels());
        var check = await folder.RunAsync("amtool", "check-config", "alertmanager/alertmanager.yml");
        Assert.True(check.ExitCode == 0, check.All);
    }

    /// <summary>An empty channel in a receiver would fail for ever, and be reported for ever.</summary>
    [Theory]
    [Requirement("R194")]
    [InlineData("email")]
    [InlineData("slack")]
    [InlineData("pagerduty")]
    [InlineData("email", "slack")]
    [InlineData]
    public async Task Only_configured_channels_have_receivers(params string[] channels)
    {
        using var folder = new AlertmanagerFolder([.. s_all.Where(secret => channels.Any(channel => secret.Item1.StartsWith(channel is "email" ? "smtp" : channel, StringComparison.Ordinal)))]);
        var text = await folder.ConfigureAsync(channels.Contains("email") ? AlertmanagerFolder.Mail : []);
        var check = await folder.RunAsync("amtool", "check-config", AlertmanagerFolder.Configuration);
        Assert.True(check.ExitCode == 0, check.All);
        Assert.Equal(channels.Order(), s_channels.Where(channel => text.Contains($"{channel}_configs", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_mail_server_without_a_login_needs_no_password()
    {
        using var folder = new AlertmanagerFolder();
        Assert.DoesNotContain("auth_", await folder.ConfigureAsync(AlertmanagerFolder.Mail[..3]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ALERT_EMAIL_FROM", "")]
    [InlineData("ALERT_EMAIL_SMARTHOST", "")]
    [InlineData("ALERT_EMAIL_SMARTHOST", "mail\"\n:25")]
    [InlineData("ALERT_EMAIL_TO", "Ada <ada@codiesvibe.test>")]
    [InlineData("ALERT_EMAIL_USER", "user")]
    public async Task A_wrong_address_is_refused_by_name(string name, string value)
    {
        using var folder = new AlertmanagerFolder();
        var start = await folder.StartAsync([.. AlertmanagerFolder.Mail[..3].Where(setting => setting.Item1 != name), (name, value)]);
        Assert.Equal(1, start.ExitCode);
        Assert.Contains(name, Assert.Single(start.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://watch.test/1")]
    [InlineData("https://watch.test/\"1")]
    [InlineData("https://watch.test/1\nglobal:")]
    public async Task A_wrong_address_of_the_watchdog_is_refused(string address)
    {
        using var folder = new AlertmanagerFolder(("watchdog-url", address));
        var start = await folder.StartAsync();
        Assert.Equal(1, start.ExitCode);
        Assert.Contains("secrets/watchdog-url", Assert.Single(start.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("R193")]
    [InlineData("team", "severity=warning", "alertname=DiskSpaceLow")]
    [InlineData("on-call", "severity=critical", "alertname=RedisDown")]
    [InlineData("escalation", "severity=escalated", "alertname=CriticalUnattended")]
    [InlineData("watchdog", "severity=heartbeat", "alertname=Watchdog")]
    [InlineData("team", "alertname=Unknown")]
    public async Task An_alert_goes_to_the_receiver_of_its_severity(string receiver, params string[] labels)
    {
        using var folder = new AlertmanagerFolder();
        await folder.ConfigureAsync();
        var route = await folder.RunAsync("amtool", ["config", "routes", "test", $"--config.file={AlertmanagerFolder.Configuration}", $"--verify.receivers={receiver}", .. labels]);
        Assert.True(route.ExitCode == 0, route.All);
        Assert.Equal(receiver, route.Output.Trim());
    }

    [Fact]
    [Requirement("R195")]
    public async Task Each_tier_has_all_channels_of_the_one_below_and_the_upper_ones_call()
    {
        using var folder = new AlertmanagerFolder(s_all);
        var text = await folder.ConfigureAsync(AlertmanagerFolder.Mail);
        var receivers = text[text.IndexOf("receivers:", StringComparison.Ordinal)..].Split("  - name: ")[1..].ToDictionary(block => block[..block.IndexOf('\n', StringComparison.Ordinal)]);
        Assert.Equal(["team", "on-call", "escalation", "watchdog"], receivers.Keys);
        Assert.DoesNotContain("_configs", receivers["watchdog"], StringComparison.Ordinal);
        receivers.Remove("watchdog");
        Assert.All(receivers.Values, block => Assert.Contains("email_configs", block, StringComparison.Ordinal));
        Assert.All(receivers.Values, block => Assert.Contains("slack_configs", block, StringComparison.Ordinal));
        Assert.Equal(["on-call", "escalation"], receivers.Where(receiver => receiver.Value.Contains("pagerduty_configs", StringComparison.Ordinal)).Select(receiver => receiver.Key));
    }

    /// <summary>The tier above repeats more often, and escalated alerts repeat most often.</summary>
    [Fact]
    [Requirement("R195")]
    public void Unattended_alerts_repeat_more_often_from_tier_to_tier() =>
        Assert.Equal(["12h", "5m", "15m", "1h"], Routes().Split('\n').Where(line => line.Contains("repeat_interval", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]));

    [Fact]
    [Requirement("R194")]
    public async Task Secrets_are_named_by_file_only()
    {
        using var folder = new AlertmanagerFolder(s_all);
        var text = await folder.ConfigureAsync(AlertmanagerFolder.Mail);
        Assert.All(s_all, secret => Assert.Contains($"_file: {folder.At("secrets")}/{secret.Item1}\n", text, StringComparison.Ordinal));
        Assert.All(s_all, secret => Assert.DoesNotContain(secret.Item2, text, StringComparison.Ordinal));
        // Its address is a secret that Alertmanager can read from no file in all versions; the configuration lies in memory, for its user alone.
        Assert.Equal("600", (await folder.RunAsync("stat", "-c", "%a", AlertmanagerFolder.Configuration)).Output);
        Assert.Equal(AlertmanagerConfiguration.Secrets.Order(), Published.Model.Find("alertmanager")!.SecretFiles.Select(file => file.Key).Order());
    }

    [Fact]
    public void Alerts_that_silence_others_are_alerts_that_exist()
    {
        var known = PrometheusConfiguration.Rules.SelectMany(file => file.Groups).SelectMany(group => group.Rules).OfType<Alert>().Select(alert => alert.Name).ToHashSet();
        var named = System.Text.RegularExpressions.Regex.Matches(Routes(), """alertname=~?\\"([^"\\]+)\\""").SelectMany(match => match.Groups[1].Value.Split('|')).ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, known));
    }

    private static string Routes() => Encoding.UTF8.GetString(AlertmanagerConfiguration.Render(Published.Model).First().Content.Span);
}
