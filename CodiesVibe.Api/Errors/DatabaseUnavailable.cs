using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;
using MongoDB.Driver;

namespace CodiesVibe.Api.Errors;

/// <summary>503 with <c>Retry-After</c>: the one answer to every request that MongoDB cannot serve now.</summary>
internal sealed partial class DatabaseUnavailable(ILogger<DatabaseUnavailable> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    /// <summary>The longest time that a request may take; the database's own time-outs are shorter.</summary>
    public static readonly RequestTimeoutPolicy RequestTimeout = new()
    {
        Timeout = TimeSpan.FromSeconds(10),
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = WriteAsync,
    };

    /// <summary>Whether the exception says that MongoDB is away, too slow or refuses to work.</summary>
    public static bool IsMeantBy(Exception exception) => exception is MongoException or TimeoutException;

    public static async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Detail = $"The database is not available. Try again in {RetryAfterSeconds} seconds." },
        });
    }

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!IsMeantBy(exception))
        {
            return false;
        }

        LogFailure(logger, httpContext.Request.Path, exception.GetType().Name);
        await WriteAsync(httpContext);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "{Path}: MongoDB could not serve the request ({Error}).")]
    private static partial void LogFailure(ILogger logger, string path, string error);
}
