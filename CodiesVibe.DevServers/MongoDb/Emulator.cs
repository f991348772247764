using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Storage;

namespace CodiesVibe.DevServers.MongoDb;

/// <summary>What all connections share.</summary>
internal sealed record Emulator(Store Store, Users Users, Cursors Cursors, TimeProvider Time)
{
    /// <summary>What the server has done since its start.</summary>
    public ServerActivity Activity { get; } = new();
}
