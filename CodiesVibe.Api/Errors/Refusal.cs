namespace CodiesVibe.Api.Errors;

/// <summary>A refusal outside of an endpoint, as problem details.</summary>
internal static class Refusal
{
    public static async Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Detail = detail },
        });
    }
}
