namespace CodiesVibe.Api.Database;

/// <summary>
/// Everything that the running API may send to MongoDB; backups and restores, which run beside it as another user, send more. A stand-in for MongoDB must understand all of it, and the API's tests fail on anything that is
/// not listed here.
/// </summary>
internal static class MongoCommands
{
    /// <summary>The commands, each with its options beside the generic fields.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> Commands = new Dictionary<string, IReadOnlySet<string>>
    {
        // The driver's own: connection, authentication, sessions, cursors.
        ["hello"] = Options("helloOk", "client", "compression", "saslSupportedMechs", "speculativeAuthenticate", "topologyVersion", "maxAwaitTimeMS"),
        ["isMaster"] = Options("helloOk", "client", "compression", "saslSupportedMechs", "speculativeAuthenticate", "topologyVersion", "maxAwaitTimeMS"),
        ["saslStart"] = Options("mechanism", "payload", "options"),
        ["saslContinue"] = Options("conversationId", "payload"),
        ["getMore"] = Options("collection", "batchSize"),
        ["killCursors"] = Options("cursors"),
        ["endSessions"] = Options(),

        // Ours.
        ["ping"] = Options(),
        ["serverStatus"] = Options(),
        ["find"] = Options("filter", "limit", "sort", "skip", "projection"),
        ["aggregate"] = Options("pipeline", "cursor", "hint"),
        ["insert"] = Options("ordered", "documents"),
        ["update"] = Options("ordered", "updates"),
        ["delete"] = Options("ordered", "deletes"),
        ["createIndexes"] = Options("indexes"),
    };

    /// <summary>Fields of every command: its database and session.</summary>
    public static readonly IReadOnlySet<string> GenericFields = Options("$db", "lsid");

    /// <summary>Query, aggregation and update operators.</summary>
    public static readonly IReadOnlySet<string> Operators = Options(
        "$in", "$gte",
        "$match", "$set", "$sort", "$skip", "$limit", "$project", "$unwind", "$group", "$facet",
        "$add", "$multiply", "$size", "$setIntersection", "$sum",
        "$setOnInsert");

    private static HashSet<string> Options(params string[] names) => [.. names];
}
