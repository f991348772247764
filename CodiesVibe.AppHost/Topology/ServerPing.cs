using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.AppHost.Topology;

/// <summary>
/// Pings a server of this machine in its own protocol. The drivers of these servers could do so too, but loading two of them while everything
/// starts would make the start of the site a tenth longer.
/// </summary>
/// <param name="request">The bytes to send.</param>
/// <param name="expected">Bytes that the reply of a healthy server contains.</param>
internal sealed class ServerPing(byte[] request, byte[] expected)
{
    /// <summary>The expected replies are shorter.</summary>
    private const int MaxReplyLength = 4096;

    /// <summary>The command <c>{ ping: 1, $db: "admin" }</c> as OP_MSG of MongoDB's wire protocol, which needs no login; the reply contains <c>{ ok: 1.0 }</c>.</summary>
    public static ServerPing Mongo { get; } = new(
        [
            51, 0, 0, 0, /* its number */ 1, 0, 0, 0, /* reply to */ 0, 0, 0, 0, /* OP_MSG */ 221, 7, 0, 0, /* flags */ 0, 0, 0, 0, /* one document */ 0,
            30, 0, 0, 0, 16, .. "ping\0"u8, 1, 0, 0, 0, 2, .. "$db\0"u8, 6, 0, 0, 0, .. "admin\0"u8, 0,
        ],
        [1, .. "ok\0"u8, .. BitConverter.GetBytes(1.0)]);

    /// <summary>The commands <c>AUTH</c>, where there is a password, and <c>PING</c> of Redis' protocol.</summary>
    public static ServerPing Redis(string? password) => new(
        Encoding.UTF8.GetBytes($"{(password is null ? "" : $"*2\r\n$4\r\nAUTH\r\n${Encoding.UTF8.GetByteCount(password)}\r\n{password}\r\n")}*1\r\n$4\r\nPING\r\n"),
        [.. "+PONG\r\n"u8]);

    /// <param name="server">The address of the server.</param>
    /// <param name="cancellationToken">Cancels the wait for a reply.</param>
    public Task<HealthCheckResult> PingAsync(EndpointReference server, CancellationToken cancellationToken) => PingAsync(server.Host, server.Port, cancellationToken);

    /// <inheritdoc cref="PingAsync(EndpointReference, CancellationToken)"/>
    public async Task<HealthCheckResult> PingAsync(string host, int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, cancellationToken);
            var stream = client.GetStream();
            await stream.WriteAsync(request, cancellationToken);
            var reply = new byte[MaxReplyLength];
            for (int length = 0, read; length < reply.Length && (read = await stream.ReadAsync(reply.AsMemory(length), cancellationToken)) > 0;)
            {
                length += read;
                if (reply.AsSpan(0, length).IndexOf(expected) >= 0)
                {
                    return HealthCheckResult.Healthy();
                }
            }

            return HealthCheckResult.Unhealthy($"The server at {host}:{port} gave an unexpected reply.");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy($"The server at {host}:{port} does not respond.", exception);
        }
    }
}
