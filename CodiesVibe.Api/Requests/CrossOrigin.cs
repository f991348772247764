using CodiesVibe.Api.Errors;

namespace CodiesVibe.Api.Requests;

/// <summary>Which origins may call the API: all in development, the configured ones in production.</summary>
internal static class CrossOrigin
{
    private const string Key = "Cors:AllowedOrigins";

    /// <exception cref="StartupException">An origin is not valid.</exception>
    public static void AddCrossOrigin(this WebApplicationBuilder builder)
    {
        var origins = builder.Configuration.List(Key);
        if (Array.Find(origins, origin => !IsOrigin(origin)) is { } wrong)
        {
            throw new StartupException($"{RequestRegistration.Variable(Key)} contains '{wrong}', which is not a valid origin. Use origins without a path, such as https://example.org, separated by commas.");
        }

        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy =>
        {
            policy.AllowAnyHeader().AllowAnyMethod();
            if (builder.Environment.IsDevelopment())
            {
                policy.AllowAnyOrigin();
            }
            else
            {
                policy.WithOrigins(origins);
            }
        }));
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == text;
}
