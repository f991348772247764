using CodiesVibe.DevServers.MongoDb.Auth;

namespace CodiesVibe.DevServers.MongoDb.Commands;

/// <summary>What the server remembers of one connection.</summary>
internal sealed class ClientSession(int connectionId)
{
    public int ConnectionId { get; } = connectionId;

    /// <summary>The user that has logged in; null before.</summary>
    public string? User { get; set; }

    /// <summary>The authentication under way, if any.</summary>
    public ScramConversation? Conversation { get; set; }
}
