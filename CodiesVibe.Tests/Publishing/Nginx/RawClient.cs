using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>
/// HTTP/1.1 over one connection after the other, byte by byte as written, and nothing sent twice: the clients of .NET repeat a request
/// whose connection was closed, and so hide what is looked for here.
/// </summary>
internal sealed class RawClient(int port) : IDisposable
{
    private TcpClient? _connection;

    /// <summary>Sends one request and reads its answer.</summary>
    /// <returns>The status; 0 if the connection ended before the answer did.</returns>
    public async Task<(int Status, string Body)> SendAsync(byte[] request, CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is null || HasEnded(_connection))
            {
                _connection?.Dispose();
                _connection = new TcpClient();
                await _connection.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            }

            NetworkStream stream = _connection.GetStream();
            await stream.WriteAsync(request, cancellationToken);
            (int status, string body, bool closes) = await ReadAsync(stream, cancellationToken);
            if (closes)
            {
                Dispose();
            }

            return (status, body);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            Dispose();
            return (0, exception.Message);
        }
    }

    public Task<(int Status, string Body)> SendAsync(string method, string path, CancellationToken cancellationToken) => SendAsync(
        Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: codiesvibe.test\r\n{(method == "POST" ? "Content-Length: 2\r\n\r\n{}" : "\r\n")}"), cancellationToken);

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>Whether the other side has closed it since the last answer.</summary>
    private static bool HasEnded(TcpClient connection) => connection.Client.Poll(0, SelectMode.SelectRead);

    private static async Task<(int Status, string Body, bool Closes)> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var received = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        int head;
        while ((head = received.GetBuffer().AsSpan(0, (int)received.Length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReceiveAsync();
        }

        string[] lines = Encoding.Latin1.GetString(received.GetBuffer(), 0, head).Split("\r\n");
        int length = int.Parse(Header("Content-Length") ?? throw new IOException("An answer without a length."), CultureInfo.InvariantCulture);
        while (received.Length < head + 4 + length)
        {
            await ReceiveAsync();
        }

        return (int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), Encoding.UTF8.GetString(received.GetBuffer(), head + 4, length), Header("Connection") == "close");

        string? Header(string name) => lines.FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

        async Task ReceiveAsync()
        {
            int count = await stream.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                throw new IOException("The connection ended before the answer did.");
            }

            received.Write(buffer, 0, count);
        }
    }
}
