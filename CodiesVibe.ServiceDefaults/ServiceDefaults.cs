using System.Net;
using CodiesVibe.ServiceDefaults.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.ServiceDefaults;

/// <summary>What every service of the system has in common: secrets, telemetry, resilience, discovery, health, and graceful shutdown.</summary>
public static class ServiceDefaults
{
    /// <summary>Adds the common services. Call it before anything reads the configuration: secrets are part of it.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        // A service calls only services of the system, which are not behind a proxy, whatever the machine's HTTP_PROXY says.
        HttpClient.DefaultProxy = new WebProxy();
        builder.Configuration.AddSecretFiles();
        builder.AddTelemetry();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        });
        // The caller of a probe gets the result; logging an error at every probe until all is up would be a false alarm.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [HealthTags.Live], TimeSpan.FromSeconds(1));
        builder.AddDraining();
        return builder;
    }

    /// <summary>Maps the health paths and <c>/metrics</c>.</summary>
    /// <exception cref="InvalidOperationException">A health check may take longer than a path that it is part of.</exception>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthPaths();
        app.MapPrometheusScrapingEndpoint();
        return app;
    }
}
