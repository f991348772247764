using MongoDB.Driver;

namespace CodiesVibe.Api.Database;

/// <summary>What an exception of the driver tells of MongoDB.</summary>
internal static class DatabaseFailure
{
    /// <summary>
    /// Whether MongoDB is away, too slow or closed to us, so that the same command may succeed later. Anything else of the driver is a command
    /// that MongoDB refuses as it stands: a bug of ours, a missing index or a missing right.
    /// </summary>
    public static bool IsOutage(Exception error) => error is TimeoutException or MongoConnectionException or MongoConnectionPoolPausedException
        or MongoWaitQueueFullException or MongoExecutionTimeoutException or MongoNodeIsRecoveringException or MongoNotPrimaryException;

    /// <summary>Whether MongoDB answers and does not let us in.</summary>
    public static bool IsRefusedLogin(Exception error) => error is MongoAuthenticationException || error.InnerException is MongoAuthenticationException;

    /// <summary>
    /// What is wrong, for people who operate the system, as the end of a sentence. The driver's own texts are long, and hold addresses; the
    /// server's words about a command are the ones that help.
    /// </summary>
    public static string Describe(Exception error) => error switch
    {
        _ when IsRefusedLogin(error) => "MongoDB rejects the user name or password in ConnectionStrings__codiesvibe",
        MongoCommandException refusal => $"MongoDB refuses a command: {refusal.ErrorMessage} ({refusal.CodeName})",
        MongoWriteException { WriteError: { } refusal } => $"MongoDB refuses a write: {refusal.Message} ({refusal.Code})",
        MongoBulkWriteException { WriteErrors: [var refusal, ..] } => $"MongoDB refuses a write: {refusal.Message} ({refusal.Code})",
        _ when IsOutage(error) => "MongoDB does not respond",
        _ => $"the driver of MongoDB fails with {error.GetType().Name}",
    };
}
