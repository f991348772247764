namespace CodiesVibe.DevServers.MongoDb.Wire;

/// <summary>The message kinds of the wire protocol that are spoken here.</summary>
internal enum OpCode
{
    Reply = 1,
    Query = 2004,
    Message = 2013,
}
