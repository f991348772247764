using System.Buffers.Binary;

namespace CodiesVibe.DevServers.MongoDb.Wire;

/// <summary>One received message: the fields of its header and the bytes after it.</summary>
internal sealed record WireFrame(int RequestId, OpCode OpCode, byte[] Body)
{
    public const int MaxLength = 48_000_000;
    public const int HeaderLength = 16;

    /// <returns>The next message, or null when the peer has closed the connection between two messages.</returns>
    public static async ValueTask<WireFrame?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var header = new byte[HeaderLength];
        var read = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellation);
        if (read == 0)
        {
            return null;
        }
        if (read < HeaderLength)
        {
            throw new WireException("the client closed the connection inside a message header");
        }
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is < HeaderLength or > MaxLength)
        {
            throw new WireException($"a message length of {length} is outside {HeaderLength}..{MaxLength}");
        }
        var body = new byte[length - HeaderLength];
        await stream.ReadExactlyAsync(body, cancellation);
        return new WireFrame(
            BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4)),
            (OpCode)BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12)),
            body);
    }
}
