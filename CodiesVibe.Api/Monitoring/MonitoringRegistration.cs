using System.Diagnostics.Metrics;

namespace CodiesVibe.Api.Monitoring;

/// <summary>Registers what is measured in the background.</summary>
internal static class MonitoringRegistration
{
    /// <exception cref="Errors.StartupException">See <see cref="EdgeMonitor.ReadAddress"/>.</exception>
    public static void AddMonitoring(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<DependencyMonitor>();
        if (EdgeMonitor.ReadAddress(builder.Configuration) is { } edge)
        {
            builder.Services.AddHostedService(services => new EdgeMonitor(edge, services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<ILogger<EdgeMonitor>>()));
        }
    }
}
