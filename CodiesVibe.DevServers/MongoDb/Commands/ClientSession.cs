using CodiesVibe.DevServers.MongoDb.Auth;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>What the server remembers of one connection.</summary>
internal sealed class ClientSession(int connectionId)
{
    public int ConnectionId { get; } = connectionId;

    public bool Authenticated { get; set; }

    /// <summary>The authentication under way, if any.</summary>
    public ScramConversation? Conversation { get; set; }
}
