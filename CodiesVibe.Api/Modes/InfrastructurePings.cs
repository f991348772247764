using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Errors;
using MongoDB.Driver;
using StackExchange.Redis;

namespace CodiesVibe.Api.Modes;

/// <summary>Pings a server with the connection string of the application. Returns null when it answers, else what is wrong, without any secret.</summary>
internal delegate Task<string?> InfrastructurePing(CancellationToken cancellationToken);

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
                return DatabaseFailure.IsRefusedLogin(error)
                    ? "mongodb rejects the user name or password in ConnectionStrings__codiesvibe"
                    : "mongodb does not respond";
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
                return error is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure }
                    ? "redis rejects the user name or password in ConnectionStrings__redis"
                    : "redis does not respond";
            }
        };
    }
}
