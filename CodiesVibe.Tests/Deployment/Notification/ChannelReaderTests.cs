using CodiesVibe.Deployment;
using CodiesVibe.Deployment.Notification;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Deployment.Notification;

/// <summary>Which channels there are, and each fault in their configuration; no message has a value in it.</summary>
public sealed class ChannelReaderTests : IDisposable
{
    private const string Secret = "canary41d0";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("codiesvibe-channels-");
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void Without_a_directory_nobody_is_told() => Assert.Empty(new ChannelReader(DeployedServer.Options, _client).Read());

    [Fact]
    [Requirement("R142")]
    public void Each_file_is_a_channel()
    {
        Assert.Empty(Read());
        Write("webhook-url", "https://ci.example/hook\n");
        Assert.Equal(["webhook"], Names());
        Write("slack-webhook-url", "http://127.0.0.1:1/slack");
        Write("pagerduty-routing-key", "0123456789abcdef");
        Write("smtp-password", "word");
        Assert.Equal(["webhook", "slack", "pagerduty"], Names());
        Assert.Equal(["webhook", "slack", "pagerduty", "e-mail"], Names(("ALERT_EMAIL_TO", "a@example.org,b@example.org"), ("ALERT_EMAIL_FROM", "d@example.org"), ("ALERT_EMAIL_SMARTHOST", "mail.example.org:587"), ("ALERT_EMAIL_USER", "robot")));
    }

    [Theory]
    [InlineData("webhook-url", Secret, "webhook-url' is not an address that begins with https://")]
    [InlineData("webhook-url", $"http://example.org/{Secret}", "webhook-url' is not an address that begins with https://")]
    [InlineData("slack-webhook-url", $"https://example.org/{Secret}\nx", "slack-webhook-url' is not one line of text")]
    [InlineData("slack-webhook-url", "", "slack-webhook-url' is not one line of text")]
    [InlineData("pagerduty-routing-key", $"{Secret} x", "pagerduty-routing-key' is not one line of text")]
    [InlineData("slack-url", Secret, "slack-url' is not named like a secret. These are: pagerduty-routing-key, slack-webhook-url, smtp-password, webhook-url")]
    public void A_file_that_cannot_be_used_is_named(string file, string content, string message)
    {
        Write(file, content);
        var fault = Assert.Throws<DeploymentException>(() => Read());
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ALERT_EMAIL_FROM", "", "Deploy:Settings:ALERT_EMAIL_TO is set, but Deploy:Settings:ALERT_EMAIL_FROM is not.")]
    [InlineData("ALERT_EMAIL_SMARTHOST", "", "Deploy:Settings:ALERT_EMAIL_TO is set, but Deploy:Settings:ALERT_EMAIL_SMARTHOST is not.")]
    [InlineData("ALERT_EMAIL_SMARTHOST", "mail.example.org", "Deploy:Settings:ALERT_EMAIL_SMARTHOST is not HOST:PORT.")]
    [InlineData("ALERT_EMAIL_SMARTHOST", "mail.example.org:smtp", "Deploy:Settings:ALERT_EMAIL_SMARTHOST is not HOST:PORT.")]
    [InlineData("ALERT_EMAIL_FROM", "@", "Deploy:Settings:ALERT_EMAIL_FROM is not an e-mail address.")]
    [InlineData("ALERT_EMAIL_TO", "a@example.org,,@", "Deploy:Settings:ALERT_EMAIL_TO is not a list of e-mail addresses with commas.")]
    [InlineData("ALERT_EMAIL_USER", "robot", "smtp-password' does not exist. Write the password to it.")]
    public void A_setting_of_the_e_mail_that_cannot_be_used_is_named(string name, string value, string message) => Assert.Contains(
        message,
        Assert.Throws<DeploymentException>(() => Read(("ALERT_EMAIL_TO", "a@example.org"), ("ALERT_EMAIL_FROM", "d@example.org"), ("ALERT_EMAIL_SMARTHOST", "mail.example.org:587"), (name, value))).Message,
        StringComparison.Ordinal);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_directory.FullName, name), content);

    private IEnumerable<string> Names(params (string Name, string Value)[] settings) => Read(settings).Select(channel => channel.Name);

    private IReadOnlyList<INotificationChannel> Read(params (string Name, string Value)[] settings)
    {
        var set = new Dictionary<string, string>();
        foreach (var (name, value) in settings)
        {
            set[name] = value;
        }

        return new ChannelReader(DeployedServer.Options with { NotificationsDirectory = _directory.FullName, Settings = set }, _client).Read();
    }
}
