using System.Net.Mime;

namespace CodiesVibe.DevServers.Gateway;

/// <summary>The responses of the edge itself.</summary>
internal static class Replies
{
    /// <summary>In seconds.</summary>
    private const string RetryAfter = "2";

    private const string FrontendDownPage =
        """
        <!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>CodiesVibe</title>
            <style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem }</style>
          </head>
          <body>
            <h1>CodiesVibe is not available right now</h1>
            <p>The server of this page does not answer. The page tries again by itself every few seconds.</p>
          </body>
        </html>
        """;

    /// <summary>200 <c>{"status":"healthy"}</c>, or 503 with the fault in <c>detail</c>.</summary>
    public static Task HealthAsync(HttpContext context, string? fault) => fault is null
        ? Results.Json(new { status = "healthy" }).ExecuteAsync(context)
        : Results.Json(new { status = "unhealthy", detail = fault }, statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);

    public static Task NotFoundAsync(HttpContext context) => ProblemAsync(context, StatusCodes.Status404NotFound, "There is nothing here.");

    public static Task NotAllowedAsync(HttpContext context) =>
        ProblemAsync(context, StatusCodes.Status405MethodNotAllowed, "The request could not be served.");

    public static Task BackendFailedAsync(HttpContext context) => FailedAsync(context, "backend");

    /// <summary>A page for browsers, ProblemDetails for other clients.</summary>
    public static Task FrontendFailedAsync(HttpContext context)
    {
        if (!context.Request.Headers.Accept.ToString().Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase))
        {
            return FailedAsync(context, "frontend");
        }

        // Understood by every browser, unlike Retry-After.
        context.Response.Headers["Refresh"] = RetryAfter;
        context.Response.Headers.RetryAfter = RetryAfter;
        return Results.Text(FrontendDownPage, MediaTypeNames.Text.Html, statusCode: context.Response.StatusCode).ExecuteAsync(context);
    }

    private static Task FailedAsync(HttpContext context, string server)
    {
        context.Response.Headers.RetryAfter = RetryAfter;
        return ProblemAsync(context, context.Response.StatusCode, context.Response.StatusCode == StatusCodes.Status504GatewayTimeout
            ? $"The {server} did not answer in time."
            : $"The {server} cannot be reached.");
    }

    private static Task ProblemAsync(HttpContext context, int status, string detail) => Results
        .Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["requestId"] = context.TraceIdentifier })
        .ExecuteAsync(context);
}
