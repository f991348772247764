using MongoDB.Driver;

namespace CodiesVibe.Api.Database;

/// <summary>Classifies and describes the exceptions of MongoDB's driver.</summary>
internal static class DatabaseFailure
{
    /// <summary>
    /// Whether MongoDB is unavailable, too slow or rejects the connection, so that the same command may succeed later. Every other exception of
    /// the driver means that MongoDB rejects the command itself: because of a bug, a missing index or a missing privilege.
    /// </summary>
    public static bool IsOutage(Exception error) => error is TimeoutException or MongoConnectionException or MongoConnectionPoolPausedException
        or MongoWaitQueueFullException or MongoExecutionTimeoutException or MongoNodeIsRecoveringException or MongoNotPrimaryException;

    /// <summary>Whether MongoDB responds, but rejects the login.</summary>
    public static bool IsRefusedLogin(Exception error) => error is MongoAuthenticationException || error.InnerException is MongoAuthenticationException;

    /// <summary>
    /// What is wrong, for operators, as the end of a sentence. The driver's own texts are long and contain addresses; what the server says about a
    /// command is what helps.
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
