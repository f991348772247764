using System.Net.Security;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CodiesVibe.Deployment.Notification;

/// <summary>Sends a notice by e-mail, over TLS alone.</summary>
/// <param name="settings">How.</param>
/// <param name="trust">Accepts the server's certificate; null for what this machine trusts.</param>
internal sealed class EmailChannel(EmailSettings settings, RemoteCertificateValidationCallback? trust = null) : INotificationChannel
{
    /// <summary>The port where TLS begins with the connection; on others the client asks for it.</summary>
    private const int ImplicitTls = 465;

    public string Name => "e-mail";

    public async Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        using var message = new MimeMessage(new[] { settings.From }, settings.To, notice.Title, new TextPart("plain") { Text = $"{notice.Text}\n\nBy {notice.By}, {notice.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC\n" });
        using var client = new SmtpClient { ServerCertificateValidationCallback = trust, CheckCertificateRevocation = false };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Port == ImplicitTls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls, cancellationToken);
            if (settings.Login is { } login)
            {
                await client.AuthenticateAsync(login, cancellationToken);
            }

            await client.SendAsync(message, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (SmtpCommandException fault)
        {
            throw new NotificationException($"the mail server answered with {(int)fault.StatusCode}", (int)fault.StatusCode < 500);
        }
        catch (Exception fault) when (fault is SocketException or IOException or SmtpProtocolException)
        {
            throw new NotificationException("the mail server cannot be reached", isTransient: true);
        }
        catch (Exception fault) when (fault is AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            throw new NotificationException(fault is AuthenticationException ? "the mail server refuses the login" : "the mail server offers no TLS that can be trusted", isTransient: false);
        }
    }
}
