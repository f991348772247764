namespace CodiesVibe.Api.Errors;

/// <summary>Gives every error a ProblemDetails body, also that of an unknown route.</summary>
internal static class ProblemRegistration
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<DatabaseUnavailable>();
        services.AddRequestTimeouts(options => options.AddPolicy(nameof(DatabaseUnavailable), DatabaseUnavailable.RequestTimeout));
    }

    public static void UseProblems(this WebApplication app)
    {
        // A body that is too large or breaks off is the client's fault.
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = error => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
        app.UseRequestTimeouts();
    }
}
