using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>A TLS handshake and nothing after it.</summary>
internal static class TlsClient
{
    /// <returns>The version that both agreed on.</returns>
    public static async Task<SslProtocols> NegotiateAsync(Uri server, SslProtocols allowed)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        await using var stream = new SslStream(connection.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "codiesvibe.test", EnabledSslProtocols = allowed, RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == NginxFolder.Subject },
            TestContext.Current.CancellationToken);
        return stream.SslProtocol;
    }
}
