using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CodiesVibe.AppHost.Topology;

/// <summary>
/// Asks a server of this machine, in its own protocol, whether it answers, and nothing else. The clients of these servers would do so too, but
/// loading two of them while everything starts holds up the start of the site by a tenth.
/// </summary>
/// <param name="question">What is sent.</param>
/// <param name="answer">What is somewhere in the reply of a server that is well.</param>
internal sealed class ServerPing(byte[] question, byte[] answer)
{
    /// <summary>No reply is longer that is one.</summary>
    private const int LongestReply = 4096;

    /// <summary>The command <c>{ ping: 1, $db: "admin" }</c> as OP_MSG of MongoDB's wire protocol, which needs no login; <c>{ ok: 1.0 }</c> is in the reply.</summary>
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

    /// <param name="server">Where the server listens.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    public Task<HealthCheckResult> AskAsync(EndpointReference server, CancellationToken cancellationToken) => AskAsync(server.Host, server.Port, cancellationToken);

    /// <inheritdoc cref="AskAsync(EndpointReference, CancellationToken)"/>
    public async Task<HealthCheckResult> AskAsync(string host, int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, cancellationToken);
            var stream = client.GetStream();
            await stream.WriteAsync(question, cancellationToken);
            var reply = new byte[LongestReply];
            for (int length = 0, read; length < reply.Length && (read = await stream.ReadAsync(reply.AsMemory(length), cancellationToken)) > 0;)
            {
                length += read;
                if (reply.AsSpan(0, length).IndexOf(answer) >= 0)
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
