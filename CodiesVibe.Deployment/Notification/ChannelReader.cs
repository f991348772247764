using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Deployment.Secrets;
using MimeKit;

namespace CodiesVibe.Deployment.Notification;

/// <summary>
/// Makes the channels that are configured: those whose file is in <c>Deploy:NotificationsDirectory</c>, and e-mail with the same settings as that of the
/// alerts. The files are named like the secrets of the alerts on the server, which a deployment does not read.
/// </summary>
/// <param name="options">The deployment.</param>
/// <param name="client">Posts notices.</param>
internal sealed class ChannelReader(DeployOptions options, HttpClient client)
{
    public const string WebhookUrl = "webhook-url";
    public const string SlackUrl = "slack-webhook-url";
    public const string PagerDutyKey = "pagerduty-routing-key";
    public const string MailPassword = "smtp-password";

    private static readonly Uri s_pagerDuty = new("https://events.pagerduty.com/v2/enqueue");

    /// <exception cref="DeploymentException">One is not configured correctly: its file or its key, but not its value.</exception>
    public IReadOnlyList<INotificationChannel> Read()
    {
        if (options.NotificationsDirectory is not { } directory)
        {
            return [];
        }

        var values = new DirectorySecrets(directory).Read([WebhookUrl, SlackUrl, PagerDutyKey, MailPassword]);
        return
        [
            .. Post(WebhookUrl, "webhook", NoticeBodies.Webhook),
            .. Post(SlackUrl, "slack", NoticeBodies.Slack),
            .. PagerDuty(),
            .. Email(values.GetValueOrDefault(MailPassword)) is { } settings ? [new EmailChannel(settings)] : Array.Empty<INotificationChannel>(),
        ];

        INotificationChannel[] Post(string file, string name, Func<Notice, JsonObject> body) => values.TryGetValue(file, out var url) ? [new HttpChannel(name, client, Address(file, url), body)] : [];

        INotificationChannel[] PagerDuty()
        {
            if (!values.TryGetValue(PagerDutyKey, out var value))
            {
                return [];
            }

            var key = Line(PagerDutyKey, value);
            return [new HttpChannel("pagerduty", client, s_pagerDuty, notice => NoticeBodies.PagerDuty(key, notice))];
        }

        string Line(string file, string value) => value.Length > 0 && !value.Any(char.IsWhiteSpace) && !value.Any(char.IsControl)
            ? value
            : throw Fault(file, "is not one line of text without spaces");

        Uri Address(string file, string value) => Uri.TryCreate(Line(file, value), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw Fault(file, "is not an address that begins with https://");

        DeploymentException Fault(string file, string what) => new($"The file '{Path.Combine(directory, file)}' {what}. Correct it, or remove it to be without this channel.");
    }

    private EmailSettings? Email(string? password)
    {
        if (Setting("ALERT_EMAIL_TO") is not { } to)
        {
            return null;
        }

        var receivers = InternetAddressList.TryParse(to, out var list) ? list : throw Fault("ALERT_EMAIL_TO", "is not a list of e-mail addresses with commas");
        var sender = MailboxAddress.TryParse(Required("ALERT_EMAIL_FROM"), out var address) ? address : throw Fault("ALERT_EMAIL_FROM", "is not an e-mail address");
        var (host, port) = Required("ALERT_EMAIL_SMARTHOST").Split(':') is [{ Length: > 0 } name, var text] && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (name, number)
            : throw Fault("ALERT_EMAIL_SMARTHOST", "is not HOST:PORT");
        var login = Setting("ALERT_EMAIL_USER") is { } user
            ? new NetworkCredential(user, password ?? throw new DeploymentException($"{Key("ALERT_EMAIL_USER")} is set, but '{Path.Combine(options.NotificationsDirectory!, MailPassword)}' does not exist. Write the password to it."))
            : null;
        return new(receivers!, sender!, host, port, login);
    }

    private string? Setting(string name) => options.Settings.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private string Required(string name) => Setting(name) ?? throw new DeploymentException($"{Key("ALERT_EMAIL_TO")} is set, but {Key(name)} is not. Set both, or neither.");

    private static DeploymentException Fault(string name, string what) => new($"{Key(name)} {what}.");

    private static string Key(string name) => $"{DeployOptions.Section}:Settings:{name}";
}
