namespace CodiesVibe.Api.Errors;

/// <summary>503 with <c>Retry-After</c>.</summary>
internal static class Unavailable
{
    private const int RetryAfterSeconds = 5;

    /// <param name="context">The request.</param>
    /// <param name="what">What is not available, as a sentence.</param>
    public static Task WriteAsync(HttpContext context, string what)
    {
        context.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        return Refusal.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, $"{what} Try again in {RetryAfterSeconds} seconds.");
    }
}
