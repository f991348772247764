using CodiesVibe.Api.Errors;

namespace CodiesVibe.Api.Database;

/// <summary>Answers 503 until the database is prepared: an empty list would be wrong.</summary>
internal static class RequiredDatabase
{
    public static RouteGroupBuilder RequireDatabase(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
    {
        if (context.HttpContext.RequestServices.GetRequiredService<DatabaseState>().IsReady)
        {
            return await next(context);
        }

        await DatabaseUnavailable.WriteAsync(context.HttpContext);
        return Results.Empty;
    });
}
