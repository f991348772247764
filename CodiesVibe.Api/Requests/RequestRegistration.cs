using CodiesVibe.Api.Errors;

namespace CodiesVibe.Api.Requests;

/// <summary>Trusted proxies, cross-origin requests and the rate limit.</summary>
internal static class RequestRegistration
{
    /// <exception cref="StartupException">A setting is wrong.</exception>
    public static void AddRequests(this WebApplicationBuilder builder)
    {
        builder.AddTrustedProxies();
        builder.AddCrossOrigin();
        builder.AddRateLimit();
    }

    public static void UseRequests(this WebApplication app)
    {
        app.UseCors();
        app.UseRateLimiter();
    }

    /// <summary>The name of a setting as an environment variable, for messages.</summary>
    public static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>The values of a setting that is a comma-separated list; empty when it is unset.</summary>
    public static string[] List(this IConfiguration configuration, string key) =>
        (configuration[key] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
