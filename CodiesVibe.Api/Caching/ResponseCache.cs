using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CodiesVibe.Api.Caching;

/// <summary>Cache-aside for the JSON of responses. Without Redis every response comes from the database.</summary>
internal sealed class ResponseCache(RedisConnection connection, ApiTelemetry telemetry, IOptions<JsonOptions> json)
{
    private const string Prefix = "codiesvibe:response:";
    private static readonly TimeSpan s_timeToLive = TimeSpan.FromMinutes(1);

    /// <summary>The database answers as quickly.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(200);

    /// <summary>An entry is sent as it is, so each build reads only what the same build wrote: another one may have another form.</summary>
    private static readonly string s_ownPrefix = $"{Prefix}{typeof(ResponseCache).Module.ModuleVersionId:N}:";

    private readonly RedisGuard _redis = new(connection, s_timeout);

    /// <summary>The JSON of the cached response, else of the loaded one, which is then cached. A null is not cached.</summary>
    public async Task<byte[]?> GetOrLoadAsync<T>(string key, Func<CancellationToken, Task<T?>> load, CancellationToken cancellationToken)
        where T : class
    {
        RedisKey redisKey = s_ownPrefix + key;
        var (answered, cached) = await _redis.TryAsync("GET", database => database.StringGetAsync(redisKey), cancellationToken);
        if (answered && !cached.IsNull)
        {
            telemetry.CacheLookup("hit");
            return cached;
        }

        telemetry.CacheLookup(answered ? "miss" : "bypass");
        if (await load(cancellationToken) is not { } loaded)
        {
            return null;
        }

        var response = JsonSerializer.SerializeToUtf8Bytes(loaded, json.Value.SerializerOptions);
        if (answered)
        {
            await _redis.TryAsync("SET", database => database.StringSetAsync(redisKey, response, s_timeToLive), cancellationToken);
        }

        return response;
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
}
