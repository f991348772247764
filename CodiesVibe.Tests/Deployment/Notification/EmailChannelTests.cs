using System.Text;
using CodiesVibe.Deployment.Notification;
using MimeKit;

namespace CodiesVibe.Tests.Deployment.Notification;

/// <summary>E-mail over TLS to a stand-in for a mail server.</summary>
public sealed class EmailChannelTests
{
    private static readonly Notice s_notice = new(NoticeKind.Succeeded, "production", "Release 2-2.0.0 serves", "dev@laptop", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    [Requirement("R142")]
    public async Task A_notice_arrives_and_nothing_is_said_before_TLS()
    {
        await using var server = new TlsMailServer();
        await SendAsync(server);
        var lines = server.Received.ToList();
        Assert.Equal(["EHLO", "STARTTLS"], lines.Where(line => !line.IsSecret).Select(line => line.Line.Split(' ')[0]));
        var said = lines.Where(line => line.IsSecret).Select(line => line.Line).ToList();
        Assert.Contains($"AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes("\0robot\0word"))}", said);
        Assert.Contains(said, line => line.StartsWith("MAIL FROM:<deploy@example.org>", StringComparison.Ordinal));
        Assert.Equal(["RCPT TO:<a@example.org>", "RCPT TO:<b@example.org>"], said.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)).Select(line => line.Split(' ', 3) is [var verb, var to, ..] ? $"{verb} {to}" : line));
        Assert.Contains("Subject: codiesvibe production: Release 2-2.0.0 serves", said);
        Assert.Contains("By dev@laptop, 2026-03-01 12:00:00 UTC", said);
        Assert.DoesNotContain(said, line => line == "word");
    }

    [Theory]
    [InlineData("550 no such user", "235 ok", false, "the mail server answered with 550")]
    [InlineData("451 later", "235 ok", true, "the mail server answered with 451")]
    [InlineData("250 ok", "535 no", false, "the mail server refuses the login")]
    public async Task A_refusal_is_told(string receiver, string login, bool isTransient, string message)
    {
        await using var server = new TlsMailServer { ReceiverAnswer = receiver, LoginAnswer = login };
        var fault = await Assert.ThrowsAsync<NotificationException>(() => SendAsync(server));
        Assert.Equal((isTransient, message), (fault.IsTransient, fault.Message));
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_gets_no_password()
    {
        await using var server = new TlsMailServer();
        var fault = await Assert.ThrowsAsync<NotificationException>(() => new EmailChannel(Settings("localhost", server.Port)).SendAsync(s_notice, TestContext.Current.CancellationToken));
        Assert.Equal((false, "the mail server offers no TLS that can be trusted"), (fault.IsTransient, fault.Message));
        Assert.DoesNotContain(server.Received, line => line.Line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_TLS_gets_neither_password_nor_notice()
    {
        await using var server = new TlsMailServer { OffersTls = false };
        var fault = await Assert.ThrowsAsync<NotificationException>(() => SendAsync(server));
        Assert.Equal((false, "the mail server offers no TLS that can be trusted"), (fault.IsTransient, fault.Message));
        Assert.DoesNotContain(server.Received, line => line.Line.StartsWith("AUTH", StringComparison.Ordinal) || line.Line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_away_may_come_back()
    {
        var fault = await Assert.ThrowsAsync<NotificationException>(() => new EmailChannel(Settings("127.0.0.1", FreePort.Find())).SendAsync(s_notice, TestContext.Current.CancellationToken));
        Assert.Equal((true, "the mail server cannot be reached"), (fault.IsTransient, fault.Message));
    }

    private static Task SendAsync(TlsMailServer server) => new EmailChannel(Settings("127.0.0.1", server.Port), server.Trust).SendAsync(s_notice, TestContext.Current.CancellationToken);

    private static EmailSettings Settings(string host, int port) =>
        new(InternetAddressList.Parse("a@example.org, b@example.org"), MailboxAddress.Parse("deploy@example.org"), host, port, new("robot", "word"));
}
