using MongoDB.Driver;

namespace CodiesVibe.Api.Database;

/// <summary>Classifies and describes the exceptions of MongoDB's driver.</summary>
internal static class DatabaseFailure
{
    /// <summary>What is typed on the server, in the directory of the deployment, after an update whose API needs more privileges than the one before.</summary>
    public const string GrantCommand =
        """
        docker-compose -f docker-compose.infra.yml exec -T mongodb mongosh --quiet codiesvibe --eval "db.getSiblingDB('admin').auth('admin', cat('/run/secrets/mongodb-password')); load('/docker-entrypoint-initdb.d/mongo-init.js')"
        """;

    private const int Unauthorized = 13;

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
        MongoCommandException { Code: Unauthorized } refusal =>
            $"MongoDB does not grant the application what it needs ({refusal.ErrorMessage}); on the server, run mongo-init.js again: {GrantCommand}",
        MongoCommandException refusal => $"MongoDB refuses a command: {refusal.ErrorMessage} ({refusal.CodeName})",
        MongoWriteException { WriteError: { } refusal } => $"MongoDB refuses a write: {refusal.Message} ({refusal.Code})",
        MongoBulkWriteException { WriteErrors: [var refusal, ..] } => $"MongoDB refuses a write: {refusal.Message} ({refusal.Code})",
        _ when IsOutage(error) => "MongoDB does not respond",
        _ => $"the driver of MongoDB fails with {error.GetType().Name}",
    };
}
