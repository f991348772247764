using System.Buffers.Binary;
using System.Text;
using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Wire;

/// <summary>A command as the client sent it, in either message format.</summary>
/// <param name="Legacy">Sent as OP_QUERY, which MongoDB still answers for the handshake only.</param>
/// <param name="ExpectsReply">False for unacknowledged writes.</param>
internal sealed record WireRequest(BsonDocument Command, bool Legacy, bool ExpectsReply)
{
    private const uint MoreToCome = 1 << 1;
    private const uint RequiredFlags = 0xFFFF;

    public static WireRequest Parse(WireFrame frame) => frame.OpCode switch
    {
        OpCode.Message => ParseMessage(frame.Body),
        OpCode.Query => ParseQuery(frame.Body),
        _ => throw new WireException($"message opcode {(int)frame.OpCode} is not supported"),
    };

    /// <summary>OP_MSG: flags, one section with the command, any number of sections with a list of documents each.</summary>
    private static WireRequest ParseMessage(byte[] body)
    {
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(Slice(body, 0, sizeof(uint)));
        if ((flags & RequiredFlags & ~MoreToCome) != 0)
        {
            throw new WireException($"OP_MSG flags 0x{flags:X} are not supported");
        }
        BsonDocument? command = null;
        var sequences = new BsonDocument();
        var offset = sizeof(uint);
        while (offset < body.Length)
        {
            switch (body[offset++])
            {
                case 0 when command is null:
                    command = BsonCodec.Decode(body, ref offset);
                    break;
                case 1:
                    var (name, documents) = ParseSequence(body, ref offset);
                    sequences.Add(name, documents);
                    break;
                default:
                    throw new WireException("OP_MSG contains an unknown or repeated section");
            }
        }
        if (command is null)
        {
            throw new WireException("OP_MSG contains no command");
        }
        foreach (var sequence in sequences)
        {
            if (!command.Contains(sequence.Name))
            {
                command.Add(sequence);
            }
            else
            {
                throw new CommandException((ErrorCode)40433, $"Duplicate field between body and document sequence {sequence.Name}");
            }
        }
        return new WireRequest(command, Legacy: false, ExpectsReply: (flags & MoreToCome) == 0);
    }

    private static (string Name, BsonArray Documents) ParseSequence(byte[] body, ref int offset)
    {
        var size = BinaryPrimitives.ReadInt32LittleEndian(Slice(body, offset, sizeof(int)));
        if (size < 0 || size > body.Length - offset)
        {
            throw new WireException($"a document sequence claims {size} bytes");
        }
        var end = offset + size;
        offset += sizeof(int);
        var name = ParseCString(body, ref offset);
        var documents = new BsonArray();
        while (offset < end)
        {
            documents.Add(BsonCodec.Decode(body, ref offset));
        }
        return offset == end ? (name, documents) : throw new WireException("a document extends beyond its sequence");
    }

    /// <summary>OP_QUERY: flags, namespace, skip, return count, the command.</summary>
    private static WireRequest ParseQuery(byte[] body)
    {
        var offset = sizeof(int);
        var target = ParseCString(body, ref offset);
        if (!target.EndsWith(".$cmd", StringComparison.Ordinal))
        {
            throw new WireException("OP_QUERY is supported for commands only");
        }
        offset += 2 * sizeof(int);
        var command = BsonCodec.Decode(body, ref offset);
        command["$db"] = target[..^".$cmd".Length];
        return new WireRequest(command, Legacy: true, ExpectsReply: true);
    }

    private static string ParseCString(byte[] body, ref int offset)
    {
        var length = offset > body.Length ? -1 : body.AsSpan(offset).IndexOf((byte)0);
        if (length < 0)
        {
            throw new WireException("a string is not terminated");
        }
        var text = Encoding.UTF8.GetString(body, offset, length);
        offset += length + 1;
        return text;
    }

    private static ReadOnlySpan<byte> Slice(byte[] body, int offset, int length) =>
        offset + length <= body.Length ? body.AsSpan(offset, length) : throw new WireException("the message is too short");
}
