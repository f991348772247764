using CodiesVibe.Api.Errors;
using Microsoft.AspNetCore.Diagnostics;

namespace CodiesVibe.Api.Features.Accounts.Sessions;

/// <summary>503: the response to every request that needs a session while Redis does not answer.</summary>
internal sealed partial class SessionsUnavailable(ILogger<SessionsUnavailable> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not SessionsUnavailableException)
        {
            return false;
        }

        LogFailure(logger, httpContext.Request.Path, exception.Message);
        await Unavailable.WriteAsync(httpContext, "Signing in is not possible right now.");
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "{Path}: the request cannot be served: {Problem}")]
    private static partial void LogFailure(ILogger logger, string path, string problem);
}
