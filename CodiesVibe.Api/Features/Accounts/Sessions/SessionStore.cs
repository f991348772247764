using System.Security.Cryptography;
using CodiesVibe.Api.Caching;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using StackExchange.Redis;

namespace CodiesVibe.Api.Features.Accounts.Sessions;

/// <summary>Keeps sessions in Redis, each until it expires; a cookie holds only the key of one.</summary>
internal sealed class SessionStore(RedisConnection connection, TimeProvider clock) : ITicketStore
{
    private const string Prefix = "codiesvibe:session:";
    private const int KeyBytes = 32;

    /// <summary>Nothing else has the session, so it is waited for longer than the cache.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    private readonly RedisGuard _redis = new(connection, s_timeout);

    /// <exception cref="SessionsUnavailableException">Redis does not answer.</exception>
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes));
        await WriteAsync(key, ticket, When.NotExists);
        return key;
    }

    /// <summary>A session that has ended meanwhile does not come back.</summary>
    /// <exception cref="SessionsUnavailableException">Redis does not answer.</exception>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => WriteAsync(key, ticket, When.Exists);

    /// <exception cref="SessionsUnavailableException">Redis does not answer.</exception>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var stored = await AskAsync("GET", database => database.StringGetAsync(Prefix + key));
        return stored.IsNull ? null : TicketSerializer.Default.Deserialize(stored!);
    }

    /// <exception cref="SessionsUnavailableException">Redis does not answer.</exception>
    public Task RemoveAsync(string key) => AskAsync("DEL", database => database.KeyDeleteAsync(Prefix + key));

    private Task<bool> WriteAsync(string key, AuthenticationTicket ticket, When when)
    {
        var left = ticket.Properties.ExpiresUtc!.Value - clock.GetUtcNow();
        return AskAsync("SET", database => database.StringSetAsync(Prefix + key, TicketSerializer.Default.Serialize(ticket), left, when));
    }

    private async Task<T> AskAsync<T>(string name, Func<IDatabase, Task<T>> command)
    {
        var (answered, answer) = await _redis.TryAsync(name, command, CancellationToken.None);
        return answered ? answer! : throw new SessionsUnavailableException();
    }
}
