using System.Net;
using MimeKit;

namespace CodiesVibe.Deployment.Notification;

/// <summary>How e-mail is sent.</summary>
/// <param name="To">The receivers.</param>
/// <param name="From">The sender.</param>
/// <param name="Host">The mail server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Login">Name and password; null for none.</param>
internal sealed record EmailSettings(InternetAddressList To, MailboxAddress From, string Host, int Port, NetworkCredential? Login);
