namespace CodiesVibe.DevServers.MongoDb.Wire;

/// <summary>The supported message kinds of the wire protocol.</summary>
internal enum OpCode
{
    Reply = 1,
    Query = 2004,
    Message = 2013,
}
