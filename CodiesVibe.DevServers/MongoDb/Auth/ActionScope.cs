namespace CodiesVibe.DevServers.MongoDb.Auth;

/// <summary>The resource of an action, by MongoDB's kinds of resources.</summary>
internal enum ActionScope
{
    /// <summary>One collection.</summary>
    Collection,

    /// <summary>A whole database.</summary>
    Database,

    /// <summary>The server.</summary>
    Cluster,
}
