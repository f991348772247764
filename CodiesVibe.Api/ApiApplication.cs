using CodiesVibe.Api.Caching;
using CodiesVibe.Api.Database;
using CodiesVibe.Api.Errors;
using CodiesVibe.Api.Features.Accounts;
using CodiesVibe.Api.Features.Development;
using CodiesVibe.Api.Features.Pages;
using CodiesVibe.Api.Features.Seeding;
using CodiesVibe.Api.Features.Submissions;
using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Api.Features.Tools.Rules;
using CodiesVibe.Api.Health;
using CodiesVibe.Api.Monitoring;
using CodiesVibe.Api.Requests;
using CodiesVibe.ServiceDefaults;

namespace CodiesVibe.Api;

/// <summary>Composes the API.</summary>
internal static class ApiApplication
{
    /// <summary>Builds the application; nothing is sent to MongoDB or Redis before it runs.</summary>
    /// <param name="args">Command line, as configuration.</param>
    /// <param name="configure">Changes to the services and settings, made first.</param>
    /// <exception cref="StartupException">A setting or the seed file is missing or wrong.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);

        builder.AddServiceDefaults();
        builder.Services.AddSingleton<ApiTelemetry>();
        builder.Services.AddProblems();
        builder.AddRequests();
        builder.Services.AddOpenApi(options => options.AddRuleSchemas());
        builder.AddMongo();
        builder.AddRedisCache();
        builder.AddSeeding();
        builder.Services.AddSingleton<ToolStore>();
        builder.Services.AddPages();
        builder.AddAccounts();
        builder.Services.AddSingleton<SubmissionStore>();
        builder.Services.AddSingleton<Publication>();
        builder.Services.AddDependencyHealthChecks();
        builder.AddMonitoring();

        var app = builder.Build();
        app.UseRequestId(); // first, so that log entries about failures have it too
        app.UseProblems();
        app.UseRequests();
        app.UseAccounts();
        app.MapDefaultEndpoints();
        app.MapTools();
        app.MapPages();
        app.MapAccounts();
        app.MapSubmissions();
        app.MapReview();
        if (app.Environment.IsDevelopment())
        {
            app.MapOpenApi();
            app.MapDevelopment();
        }

        return app;
    }
}
