using CodiesVibe.Api.Database;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;

namespace CodiesVibe.Api.Errors;

/// <summary>503 with <c>Retry-After</c>: the response to every request that MongoDB cannot serve now. A command that it rejects is a 500.</summary>
internal sealed partial class DatabaseUnavailable(ILogger<DatabaseUnavailable> logger) : IExceptionHandler
{
    /// <summary>The longest time that a request may take; the database's own time-outs are shorter.</summary>
    public static readonly RequestTimeoutPolicy RequestTimeout = new()
    {
        Timeout = TimeSpan.FromSeconds(10),
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = WriteTimeoutAsync,
    };

    public static Task WriteAsync(HttpContext context) => Unavailable.WriteAsync(context, "The database is not available.");

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!DatabaseFailure.IsOutage(exception))
        {
            return false;
        }

        var level = DatabaseFailure.IsRefusedLogin(exception) ? LogLevel.Error : LogLevel.Warning;
        LogFailure(logger, level, httpContext.Request.Path, DatabaseFailure.Describe(exception));
        await WriteAsync(httpContext);
        return true;
    }

    private static Task WriteTimeoutAsync(HttpContext context)
    {
        // The time-out has cancelled this token, which would end the response as well.
        context.RequestAborted = CancellationToken.None;
        return WriteAsync(context);
    }

    [LoggerMessage("{Path}: the request cannot be served: {Problem}.")]
    private static partial void LogFailure(ILogger logger, LogLevel level, string path, string problem);
}
