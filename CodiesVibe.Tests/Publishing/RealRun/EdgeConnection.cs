using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace CodiesVibe.Tests.Publishing.RealRun;

/// <summary>A connection to the edge by HTTP/1.1 that never repeats a request: the clients of .NET do, which would hide a loss.</summary>
internal sealed class EdgeConnection : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(0.5);

    /// <summary>A part after the first one, which is one byte. Kestrel refuses a body that comes with less than 240 bytes a second, which must not happen on a busy machine.</summary>
    private static readonly string s_part = new('1', 4096);

    private readonly Stream _stream;

    private EdgeConnection(Stream stream) => _stream = stream;

    /// <summary>Opens a connection of a client, straight to the edge's container.</summary>
    public static async Task<EdgeConnection> OpenAsync(ServerMachine machine, int client, string edge, bool isTls, CancellationToken token)
    {
        var socket = machine.OfClient(client);
        await socket.ConnectAsync(edge, isTls ? 443 : 8080, token);
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (!isTls)
        {
            return new(stream);
        }

        // Other tests check whose certificate it is.
#pragma warning disable CA5359
        var tls = new SslStream(stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, token);
        return new(tls);
    }

    /// <summary>Sends a request and reads the response to its end.</summary>
    /// <returns>The status, and whether the connection cannot be used again.</returns>
    public async Task<(string Status, bool IsLast)> SendAsync(EdgeRequest request, bool isKept, CancellationToken token)
    {
        var length = request.BodyParts > 0 ? $"Content-Type: application/json\r\nContent-Length: {1 + ((request.BodyParts - 1) * s_part.Length)}\r\n" : "";
        // With the first part of the body: the API answers some requests before it has read theirs, and a body that comes later ends the connection.
        await WriteAsync(
            $"{request.Method} {request.Path} HTTP/1.1\r\nHost: localhost\r\nConnection: {(isKept ? "keep-alive" : "close")}\r\n{length}\r\n{(request.BodyParts > 0 ? "1" : "")}",
            token);
        for (var part = 1; part < request.BodyParts; part++)
        {
            await Task.Delay(s_pause, token);
            await WriteAsync(s_part, token);
        }

        var head = await HeadAsync(token);
        var headers = head.Split("\r\n").Skip(1).Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        if (headers["Content-Length"].FirstOrDefault() is { } size)
        {
            await _stream.ReadExactlyAsync(new byte[int.Parse(size, CultureInfo.InvariantCulture)], token);
        }
        else
        {
            await ReadChunksAsync(token);
        }

        return (head.Split(' ')[1], headers["Connection"].Contains("close"));
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private ValueTask WriteAsync(string text, CancellationToken token) => _stream.WriteAsync(Encoding.ASCII.GetBytes(text), token);

    private async Task ReadChunksAsync(CancellationToken token)
    {
        int length;
        do
        {
            length = Convert.ToInt32((await LineAsync(token)).Split(';')[0], 16);
            await _stream.ReadExactlyAsync(new byte[length + 2], token);
        }
        while (length > 0);
    }

    private async Task<string> HeadAsync(CancellationToken token)
    {
        var head = new StringBuilder();
        while (await LineAsync(token) is { Length: > 0 } line)
        {
            head.Append(line).Append("\r\n");
        }

        return head.ToString();
    }

    private async Task<string> LineAsync(CancellationToken token)
    {
        var line = new StringBuilder();
        var next = new byte[1];
        while (line is not [.., '\n'])
        {
            await _stream.ReadExactlyAsync(next, token);
            line.Append((char)next[0]);
        }

        return line.ToString().TrimEnd();
    }
}
