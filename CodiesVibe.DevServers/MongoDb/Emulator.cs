using CodiesVibe.DevServers.MongoDb.Auth;
using CodiesVibe.DevServers.MongoDb.Storage;

namespace CodiesVibe.DevServers.MongoDb;

/// <summary>What all connections share.</summary>
/// <param name="Credentials">The one user's; null where no authentication is asked for.</param>
internal sealed record Emulator(Store Store, ScramCredentials? Credentials, Cursors Cursors, TimeProvider Time)
{
    /// <summary>What has been asked since the start.</summary>
    public ServerActivity Activity { get; } = new();
}
