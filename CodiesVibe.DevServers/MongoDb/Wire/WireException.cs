namespace CodiesVibe.DevServers.MongoDb.Wire;

/// <summary>The peer broke the wire protocol: nothing more can be read from its connection.</summary>
internal sealed class WireException(string message) : Exception(message);
