using System.Buffers.Binary;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Wire;

/// <summary>Frames a reply in the message format of its request.</summary>
internal static class WireReply
{
    private static int s_lastId;

    public static byte[] Encode(int responseTo, bool legacy, BsonDocument reply)
    {
        var document = BsonCodec.Encode(reply);
        // OP_MSG: flags 0, section kind 0. OP_REPLY: flags AwaitCapable, cursor 0, start 0, one document.
        byte[] prefix = legacy ? [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0] : [0, 0, 0, 0, 0];
        var message = new byte[WireFrame.HeaderLength + prefix.Length + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), Interlocked.Increment(ref s_lastId));
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(8), responseTo);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), (int)(legacy ? OpCode.Reply : OpCode.Message));
        prefix.CopyTo(message.AsSpan(WireFrame.HeaderLength));
        document.CopyTo(message.AsSpan(WireFrame.HeaderLength + prefix.Length));
        return message;
    }
}
