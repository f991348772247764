using System.Globalization;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using CodiesVibe.Api.Errors;

namespace CodiesVibe.Api.Requests;

/// <summary>
/// How many requests a client may send: <c>RATE_LIMIT_MAX</c> in <c>RATE_LIMIT_WINDOW</c> seconds; without both there is no limit. It applies
/// to endpoints with the policy <see cref="PerClient"/>, so health and metrics are never rejected.
/// </summary>
internal static class RateLimit
{
    /// <summary>The policy's name.</summary>
    public const string PerClient = "per-client";

    private const string WindowKey = "RATE_LIMIT_WINDOW";
    private const string MaxKey = "RATE_LIMIT_MAX";

    /// <exception cref="StartupException">A value is not a valid number, or one is missing.</exception>
    public static void AddRateLimit(this WebApplicationBuilder builder)
    {
        var (window, max) = (Read(WindowKey, builder.Configuration[WindowKey]), Read(MaxKey, builder.Configuration[MaxKey]));
        if (window is null != max is null)
        {
            throw new StartupException($"The rate limit is incomplete. Set both {WindowKey} (seconds) and {MaxKey} (requests in that time), or neither of them.");
        }

        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.OnRejected = RejectAsync;
            limiter.AddPolicy(PerClient, context => window is null || max is null
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetFixedWindowLimiter(Client(context), _ => new FixedWindowRateLimiterOptions
                {
                    Window = TimeSpan.FromSeconds(window.Value),
                    PermitLimit = max.Value,
                }));
        });
    }

    private static int? Read(string key, string? text) => text switch
    {
        null or "" => null,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        _ => throw new StartupException($"{key} is '{text}', which is not a valid number. Set it to a whole number greater than 0."),
    };

    /// <summary>An IPv6 client has a whole /64, so the second half of its address is ignored.</summary>
    private static string Client(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        var address => address.ToString(),
    };

    private static async ValueTask RejectAsync(Microsoft.AspNetCore.RateLimiting.OnRejectedContext refused, CancellationToken cancellationToken)
    {
        var wait = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)) : 1;
        var response = refused.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await refused.HttpContext.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = refused.HttpContext,
            ProblemDetails = { Detail = $"Too many requests. Try again in {wait} seconds." },
        });
    }
}
