using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>A mail server that offers TLS and a login, and records what it receives; it reads one line after the offer of TLS.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Host and port.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>Every line that a client sent.</summary>
    public ConcurrentQueue<string> Received { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 mail.test ESMTP");
            for (var answered = 0; answered < 2 && await reader.ReadLineAsync(_stop.Token) is { } line; answered++)
            {
                Received.Enqueue(line);
                await writer.WriteLineAsync(answered == 0 ? "250-mail.test\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS" : "454 not now");
            }
        }
    }
}
