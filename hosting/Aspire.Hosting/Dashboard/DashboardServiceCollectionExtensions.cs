using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting.Dashboard;

/// <summary>Adds the dashboard to an application host.</summary>
internal static class DashboardServiceCollectionExtensions
{
    /// <summary>
    /// Runs the dashboard with the application; with null there is none, and nobody to ask for input.
    /// </summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, DashboardOptions? options)
    {
        services.AddInteractions(isAvailable: options is not null);
        if (options is not null)
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(options);
            services.AddSingleton<ResourceFeed>();
            services.AddSingleton<DashboardHost>();
            services.AddHostedService(provider => provider.GetRequiredService<DashboardHost>());
        }

        return services;
    }
}
