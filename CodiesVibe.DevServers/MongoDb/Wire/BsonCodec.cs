using System.Buffers.Binary;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace CodiesVibe.DevServers.MongoDb.Wire;

/// <summary>Documents to bytes and back, within MongoDB's limits of size and nesting.</summary>
internal static class BsonCodec
{
    /// <summary>Greatest size of a stored document, in bytes.</summary>
    public const int MaxDocumentSize = 16 * 1024 * 1024;

    private const int MaxDepth = 200;

    private static readonly BsonBinaryWriterSettings s_writerSettings = new() { MaxSerializationDepth = MaxDepth + 10 };

    public static byte[] Encode(BsonDocument document) => document.ToBson(writerSettings: s_writerSettings);

    /// <summary>Reads the document that starts at <paramref name="offset"/> and moves the offset behind it.</summary>
    public static BsonDocument Decode(byte[] buffer, ref int offset)
    {
        var available = buffer.Length - offset;
        var length = available < 5 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(offset));
        if (length < 5 || length > available)
        {
            throw new CommandException(ErrorCode.InvalidBSON, $"Invalid BSON: a document claims {length} bytes, {available} are there");
        }
        using var reader = new LimitedReader(new MemoryStream(buffer, offset, length, writable: false));
        offset += length;
        try
        {
            return BsonDocumentSerializer.Instance.Deserialize(BsonDeserializationContext.CreateRoot(reader));
        }
        catch (Exception e) when (e is FormatException or BsonException or IOException or ArgumentException or InvalidOperationException)
        {
            throw new CommandException(ErrorCode.InvalidBSON, $"Invalid BSON: {e.Message}");
        }
    }

    public static BsonDocument Decode(byte[] document)
    {
        var offset = 0;
        return Decode(document, ref offset);
    }

    /// <summary>Nesting is limited while reading, because the library reads recursively.</summary>
    private sealed class LimitedReader(Stream stream) : BsonBinaryReader(stream)
    {
        private int _depth;

        public override void ReadStartDocument()
        {
            Enter();
            base.ReadStartDocument();
        }

        public override void ReadStartArray()
        {
            Enter();
            base.ReadStartArray();
        }

        public override void ReadEndDocument()
        {
            base.ReadEndDocument();
            _depth--;
        }

        public override void ReadEndArray()
        {
            base.ReadEndArray();
            _depth--;
        }

        private void Enter()
        {
            if (++_depth > MaxDepth)
            {
                throw new CommandException(ErrorCode.Overflow, $"BSONObj exceeded maximum nested object depth: {MaxDepth}");
            }
        }
    }
}
