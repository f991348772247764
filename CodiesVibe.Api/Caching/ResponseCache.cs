using System.Text.Json;
using StackExchange.Redis;

namespace CodiesVibe.Api.Caching;

/// <summary>Cache-aside for responses of the API. Without Redis every response comes from the database.</summary>
internal sealed class ResponseCache(RedisConnection connection, RedisGuard redis, ApiTelemetry telemetry)
{
    private const string Prefix = "codiesvibe:response:";
    private static readonly TimeSpan s_timeToLive = TimeSpan.FromMinutes(1);

    /// <summary>The cached response, else the loaded one, which is then cached. A null is not cached.</summary>
    public async Task<T?> GetOrLoadAsync<T>(string key, Func<CancellationToken, Task<T?>> load, CancellationToken cancellationToken)
        where T : class
    {
        RedisKey redisKey = Prefix + key;
        var (answered, cached) = await redis.TryAsync("GET", database => database.StringGetAsync(redisKey), cancellationToken);
        if (answered && Read<T>(cached) is { } hit)
        {
            telemetry.CacheLookup("hit");
            return hit;
        }

        telemetry.CacheLookup(answered ? "miss" : "bypass");
        var loaded = await load(cancellationToken);
        if (answered && loaded is not null)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(loaded);
            await redis.TryAsync("SET", database => database.StringSetAsync(redisKey, json, s_timeToLive), cancellationToken);
        }

        return loaded;
    }

    /// <summary>Removes every cached response.</summary>
    /// <returns>The number of removed responses; null when Redis is unavailable, so that nothing was removed.</returns>
    public async Task<long?> ClearAsync(CancellationToken cancellationToken)
    {
        if (connection.Multiplexer is not { IsConnected: true } multiplexer)
        {
            return null;
        }

        var removed = 0L;
        foreach (var server in multiplexer.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            await foreach (var key in server.KeysAsync(pattern: Prefix + "*").WithCancellation(cancellationToken))
            {
                removed += await multiplexer.GetDatabase().KeyDeleteAsync(key) ? 1 : 0;
            }
        }

        return removed;
    }

    /// <summary>An entry that another release wrote in another format counts as a miss.</summary>
    private static T? Read<T>(RedisValue cached)
        where T : class
    {
        try
        {
            return cached.IsNull ? null : JsonSerializer.Deserialize<T>((byte[])cached!);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
