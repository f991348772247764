using CodiesVibe.DevServers.MongoDb.Errors;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>The fields that every command may carry, as a server without replicas takes them.</summary>
internal static class GenericFields
{
    public static void Check(FieldReader fields, bool writes)
    {
        fields.Document("lsid");
        fields.Document("$clusterTime");
        fields.Document("$readPreference");
        fields.Any("comment");
        if (fields.Any("txnNumber") is not null)
        {
            throw new CommandException(
                ErrorCode.IllegalOperation, "Transaction numbers are only allowed on a replica set member or mongos");
        }
        CheckReadConcern(fields.Document("readConcern"));
        if (fields.Document("writeConcern") is { } concern)
        {
            CheckWriteConcern(concern, writes);
        }
    }

    private static void CheckReadConcern(BsonDocument? concern)
    {
        var level = concern?.GetValue("level", "local");
        if (level is not null && level != "local" && level != "available" && level != "majority")
        {
            throw new CommandException(ErrorCode.NotAReplicaSet, "node needs to be a replica set member to use read concern");
        }
    }

    private static void CheckWriteConcern(BsonDocument concern, bool writes)
    {
        if (!writes)
        {
            throw new CommandException(ErrorCode.InvalidOptions, "Command does not support writeConcern");
        }
        var reader = new FieldReader("writeConcern", concern);
        var nodes = reader.Any("w") ?? 1;
        reader.Flag("j");
        reader.Any("wtimeout");
        reader.RejectOthers();
        if (nodes != "majority" && !(nodes.IsNumeric && nodes.ToDouble() is 0 or 1))
        {
            throw new CommandException(ErrorCode.BadValue, "cannot use 'w' > 1 when a host is not replicated");
        }
    }
}
