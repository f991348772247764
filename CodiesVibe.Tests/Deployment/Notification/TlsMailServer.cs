using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CodiesVibe.Tests.Deployment.Notification;

/// <summary>A stand-in for a mail server: it asks for TLS before the login, and records the lines that it receives.</summary>
internal sealed class TlsMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Task _serving;

    public TlsMailServer()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _certificate = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every line with whether it came over TLS.</summary>
    public ConcurrentQueue<(bool IsSecret, string Line)> Received { get; } = [];

    /// <summary>Whether it offers TLS.</summary>
    public bool OffersTls { get; init; } = true;

    /// <summary>What is said to a receiver; it accepts by default.</summary>
    public string ReceiverAnswer { get; set; } = "250 ok";

    /// <summary>What is said to a login.</summary>
    public string LoginAnswer { get; set; } = "235 ok";

    /// <summary>Accepts its certificate, which no authority has issued.</summary>
    public bool Trust(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate?.GetCertHashString() == _certificate.GetCertHashString();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            try
            {
                await TalkAsync(client.GetStream(), isSecret: false);
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(_certificate);
                await TalkAsync(tls, isSecret: true);
            }
            catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client has gone.
            }
        }
    }

    private async Task TalkAsync(Stream stream, bool isSecret)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        await using var writer = new StreamWriter(stream, leaveOpen: true) { AutoFlush = true, NewLine = "\r\n" };
        if (!isSecret)
        {
            await writer.WriteLineAsync("220 mail.test ESMTP");
        }

        var isData = false;
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Received.Enqueue((isSecret, line));
            isData = isData && line != ".";
            if (isData)
            {
                continue;
            }

            await writer.WriteLineAsync(line.Split(' ')[0].ToUpperInvariant() switch
            {
                "EHLO" => isSecret || !OffersTls ? "250-mail.test\r\n250 AUTH PLAIN" : "250-mail.test\r\n250 STARTTLS",
                "STARTTLS" => "220 go on",
                "AUTH" => LoginAnswer,
                "RCPT" => ReceiverAnswer,
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 ok",
            });
            isData = line == "DATA";
            if (line == "STARTTLS")
            {
                return;
            }
        }
    }
}
