using System.Buffers.Binary;
using System.Net.Sockets;
using MongoDB.Bson;

namespace CodiesVibe.Tests.DevServers.MongoDb;

/// <summary>Bytes that no driver sends: they end their own connection at most, never the server.</summary>
public sealed class EmulatorWireTests(EmulatorUnderTest server) : IClassFixture<EmulatorUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Documents_nested_too_deeply_are_refused()
    {
        const int Depth = 100_000;
        // {"a": {"a": ... {} ... }}, from the inside out
        var bytes = new byte[5 + (8 * Depth)];
        for (var level = 0; level <= Depth; level++)
        {
            var start = 7 * level;
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(start), bytes.Length - (8 * level));
            if (level < Depth)
            {
                bytes[start + 4] = 3;
                bytes[start + 5] = (byte)'a';
            }
        }

        var reply = await SendAsync(2013, [0, 0, 0, 0, 0, .. bytes]);

        Assert.Equal(15, reply!["code"]);
        await StillServesAsync();
    }

    [Fact]
    public async Task A_broken_document_is_answered_with_an_error()
    {
        var reply = await SendAsync(2013, [0, 0, 0, 0, 0, 12, 0, 0, 0, 0x77, (byte)'a', 0, 1, 2, 3, 4, 0]);
        Assert.Equal(22, reply!["code"]);
        await StillServesAsync();
    }

    [Theory]
    [InlineData(2012)]
    [InlineData(2001)]
    [InlineData(0)]
    public async Task Other_message_kinds_close_the_connection(int kind)
    {
        Assert.Null(await SendAsync(kind, new byte[32]));
        await StillServesAsync();
    }

    [Fact]
    public async Task An_impossible_length_closes_the_connection()
    {
        Assert.Null(await SendAsync(2013, [], length: int.MaxValue));
        Assert.Null(await SendAsync(2013, [], length: -1));
        await StillServesAsync();
    }

    [Fact]
    public async Task The_old_message_format_is_accepted_for_the_handshake_only()
    {
        byte[] prefix = [0, 0, 0, 0, .. "test.$cmd\0"u8, 0, 0, 0, 0, 255, 255, 255, 255];
        var hello = await SendAsync(2004, [.. prefix, .. new BsonDocument { { "isMaster", 1 }, { "helloOk", true } }.ToBson()]);
        var find = await SendAsync(2004, [.. prefix, .. new BsonDocument("find", "things").ToBson()]);

        Assert.True(hello!["ismaster"].AsBoolean);
        Assert.True(hello["helloOk"].AsBoolean);
        Assert.Equal(352, find!["code"]);
    }

    /// <returns>The document in the reply; null where the server closed the connection.</returns>
    private async Task<BsonDocument?> SendAsync(int kind, byte[] body, int? length = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Port, Cancellation);
        var stream = client.GetStream();
        var message = new byte[16 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, length ?? message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), kind);
        body.CopyTo(message, 16);
        await stream.WriteAsync(message, Cancellation);
        var header = new byte[16];
        if (await stream.ReadAtLeastAsync(header, 16, throwOnEndOfStream: false, Cancellation) < 16)
        {
            return null;
        }
        var reply = new byte[BinaryPrimitives.ReadInt32LittleEndian(header) - 16];
        await stream.ReadExactlyAsync(reply, Cancellation);
        return MongoDB.Bson.Serialization.BsonSerializer.Deserialize<BsonDocument>(reply[(kind == 2013 ? 5 : 20)..]);
    }

    private async Task StillServesAsync() =>
        await server.Client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: Cancellation);
}
