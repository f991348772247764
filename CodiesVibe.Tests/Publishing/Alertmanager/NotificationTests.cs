using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CodiesVibe.Tests.Api.Support;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Alertmanager;

/// <summary>The real Alertmanager with the published configuration, which speaks to stand-ins of the channels on loopback.</summary>
public sealed class NotificationTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    [Requirement("R194")]
    public async Task An_escalated_alert_arrives_on_every_channel()
    {
        var program = InstalledProgram.Require("alertmanager", "prometheus-alertmanager");
        await using var mail = new MailServer();
        await using var channels = await StubServer.StartAsync();
        channels.Answers["/slack"] = 200;
        channels.Answers["/pagerduty"] = 202;
        using var folder = new AlertmanagerFolder(
            ("smtp-password", "secret of the mail"), ("slack-webhook-url", $"{channels.Address}/slack"), ("pagerduty-routing-key", "secret of the pager"));
        var configuration = await folder.ConfigureAsync([.. AlertmanagerFolder.Mail.Where(setting => setting.Item1 != "ALERT_EMAIL_SMARTHOST"), ("ALERT_EMAIL_SMARTHOST", mail.Address)]);
        // As published, but for where PagerDuty is.
        await File.WriteAllTextAsync(folder.At(AlertmanagerFolder.Configuration), $"global:\n  pagerduty_url: {channels.Address}/pagerduty\n{configuration}", TestContext.Current.CancellationToken);
        var address = $"127.0.0.1:{FreePort.Find()}";
        await using var alertmanager = await NativeServer.StartAsync(
            program, folder.Path, address, $"--config.file={AlertmanagerFolder.Configuration}", "--storage.path=alerts", "--cluster.listen-address=", $"--web.listen-address={address}");

        await SendAsync(address, new { alertname = "CriticalUnattended", severity = "escalated", service = "redis" }, new { summary = "It is unattended.", description = "Do." });

        await Eventually.BecomesTrueAsync("Slack is notified", s_patience, () => Task.FromResult(Received(channels, "/slack") is not null));
        Assert.Equal("FIRING escalated: CriticalUnattended (redis)", (string?)Received(channels, "/slack")!["attachments"]![0]!["title"]);
        Assert.Equal("It is unattended. Do.\n", (string?)Received(channels, "/slack")!["attachments"]![0]!["text"]);
        await Eventually.BecomesTrueAsync("PagerDuty is notified", s_patience, () => Task.FromResult(Received(channels, "/pagerduty") is not null));
        Assert.Equal("secret of the pager", (string?)Received(channels, "/pagerduty")!["routing_key"]);
        Assert.Equal("CriticalUnattended (redis): It is unattended.", (string?)Received(channels, "/pagerduty")!["payload"]!["summary"]);

        // The certificate of a stand-in would not be trusted, so it goes no further than this: no password without TLS.
        await Eventually.BecomesTrueAsync("the mail server is asked for TLS", s_patience, () => Task.FromResult(mail.Received.Contains("STARTTLS")));
        Assert.DoesNotContain(mail.Received, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("R194")]
    public async Task Only_the_watchdog_receives_the_heartbeat()
    {
        var program = InstalledProgram.Require("alertmanager", "prometheus-alertmanager");
        await using var channels = await StubServer.StartAsync();
        channels.Answers["/ping"] = 200;
        using var folder = new AlertmanagerFolder(("watchdog-url", $"{channels.Address}/ping"), ("slack-webhook-url", $"{channels.Address}/slack"));
        await folder.ConfigureAsync();
        var address = $"127.0.0.1:{FreePort.Find()}";
        await using var alertmanager = await NativeServer.StartAsync(
            program, folder.Path, address, $"--config.file={AlertmanagerFolder.Configuration}", "--storage.path=alerts", "--cluster.listen-address=", $"--web.listen-address={address}");
        Assert.Null(Received(channels, "/ping"));

        await SendAsync(address, new { alertname = "Watchdog", severity = "heartbeat", service = "prometheus" }, new { summary = "Alerts arrive." });

        await Eventually.BecomesTrueAsync("the watchdog is notified", s_patience, () => Task.FromResult(Received(channels, "/ping") is not null));
        Assert.Null(Received(channels, "/slack"));
    }

    private static async Task SendAsync(string alertmanager, object labels, object annotations)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync($"http://{alertmanager}/api/v2/alerts", new[] { new { labels, annotations } }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static JsonNode? Received(StubServer channels, string path) =>
        channels.Received.FirstOrDefault(request => request.Path == path) is { Body: { } body } ? JsonNode.Parse(body) : null;
}
