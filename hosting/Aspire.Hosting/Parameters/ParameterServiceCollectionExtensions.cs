using System.Reflection;
using Aspire.Hosting.UserSecrets;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Parameters;

/// <summary>Adds the handling of parameters to an application host.</summary>
internal static class ParameterServiceCollectionExtensions
{
    /// <summary>
    /// Gives parameters their values while the application runs. To be added before whatever starts the resources: hosted services start in
    /// this order.
    /// </summary>
    public static IServiceCollection AddParameters(this IServiceCollection services, Assembly? appHost)
    {
        if (UserSecretsFile.Of(appHost) is { } secrets)
        {
            services.AddSingleton(secrets);
        }

        services.AddSingleton<ParameterProcessor>();
        services.AddHostedService(provider => provider.GetRequiredService<ParameterProcessor>());
        return services;
    }
}
