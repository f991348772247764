using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Errors;
using MongoDB.Driver;
using StackExchange.Redis;

namespace CodiesVibe.Api.Modes;

/// <summary>Asks a database server as the application does. Null when it answers, else what is wrong.</summary>
internal delegate Task<PingProblem?> InfrastructurePing(CancellationToken cancellationToken);

/// <summary>Why a database server cannot be used.</summary>
/// <param name="Text">For people, without anything secret.</param>
/// <param name="IsRefusal">Whether the server said so itself; otherwise it was silent.</param>
internal sealed record PingProblem(string Text, bool IsRefusal);

/// <summary>The servers that the gate can wait for.</summary>
internal static class InfrastructurePings
{
    /// <summary>By name, how to make a ping from the configuration.</summary>
    /// <remarks>Each throws <see cref="StartupException"/> where its connection string is missing or wrong.</remarks>
    public static readonly IReadOnlyDictionary<string, Func<IConfiguration, InfrastructurePing>> All =
        new SortedDictionary<string, Func<IConfiguration, InfrastructurePing>>(StringComparer.Ordinal)
        {
            ["mongodb"] = Mongodb,
            ["redis"] = Redis,
        };

    /// <summary>The servers that the application works without.</summary>
    public static readonly IReadOnlySet<string> Optional = new HashSet<string> { "redis" };

    private static InfrastructurePing Mongodb(IConfiguration configuration)
    {
        var database = MongoConnection.Open(configuration);
        return async cancellationToken =>
        {
            try
            {
                await database.PingAsync(cancellationToken);
                return null;
            }
            catch (Exception error) when (error is MongoException or TimeoutException or OperationCanceledException)
            {
                return Problem("mongodb", "ConnectionStrings__codiesvibe", DatabaseFailure.IsRefusedLogin(error));
            }
        };
    }

    private static InfrastructurePing Redis(IConfiguration configuration)
    {
        var options = RedisConnection.ReadOptions(configuration);
        options.AbortOnConnectFail = true;
        return async cancellationToken =>
        {
            try
            {
                await using var connection = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(cancellationToken);
                await connection.GetDatabase().PingAsync().WaitAsync(cancellationToken);
                return null;
            }
            catch (Exception error) when (error is RedisException or TimeoutException or OperationCanceledException)
            {
                return Problem("redis", "ConnectionStrings__redis", error is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure });
            }
        };
    }

    private static PingProblem Problem(string server, string connectionString, bool isRefusal) =>
        new(isRefusal ? $"{server} rejects the user name or password in {connectionString}" : $"{server} does not respond", isRefusal);
}
