using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CodiesVibe.Tests.Publishing.Nginx;

/// <summary>Stands in for the DNS server of a container engine: it resolves the names of a test, and no others.</summary>
internal sealed class StubDns : IAsyncDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public StubDns() => _serving = ServeAsync();

    /// <summary>IPv4 addresses by name.</summary>
    public ConcurrentDictionary<string, IPAddress[]> Names { get; } = [];

    /// <summary>In the form that nginx takes.</summary>
    public string Address => $"{_socket.Client.LocalEndPoint}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            UdpReceiveResult query = await _socket.ReceiveAsync(_end.Token);
            await _socket.SendAsync(Answer(query.Buffer), query.RemoteEndPoint, _end.Token);
        }
    }

    private byte[] Answer(byte[] query)
    {
        // A header of 12 bytes, then the labels of the name, each after its length, an empty one, and four bytes of type and class.
        var labels = new List<string>();
        int end = 12;
        while (query[end] > 0)
        {
            labels.Add(Encoding.ASCII.GetString(query, end + 1, query[end]));
            end += query[end] + 1;
        }

        end += 5;
        bool isKnown = Names.TryGetValue(string.Join('.', labels), out IPAddress[]? addresses);
        addresses ??= [];
        byte[] answer = [.. query[..end], .. addresses.SelectMany(address => (byte[])[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, .. address.GetAddressBytes()])];
        answer[2] = 0x85;
        answer[3] = (byte)(isKnown ? 0x80 : 0x83);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(6), (ushort)addresses.Length);
        answer.AsSpan(8, 4).Clear();
        return answer;
    }
}
