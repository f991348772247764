namespace CodiesVibe.Publishing.Facts;

/// <summary>Where alerts go by e-mail. What has to stay secret (the password there, the addresses of Slack and PagerDuty) is a file on the server.</summary>
/// <param name="To">Who is told: addresses, separated by commas.</param>
/// <param name="From">The sender's address.</param>
/// <param name="Smarthost">The mail server that takes it, host and port; it has to offer TLS.</param>
/// <param name="User">The name to log in there with.</param>
public sealed record AlertFacts(string To, string From, string Smarthost, string User);
