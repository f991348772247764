namespace CodiesVibe.Api.Caching;

/// <summary>Registers the cache.</summary>
internal static class CacheRegistration
{
    /// <exception cref="Errors.StartupException">See <see cref="RedisConnection.ReadOptions"/>.</exception>
    public static void AddRedisCache(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(RedisConnection.ReadOptions(builder.Configuration));
        builder.Services.AddSingleton<RedisConnection>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RedisConnection>());
        builder.Services.AddSingleton<ResponseCache>();
    }
}
