using System.Reflection;
using Aspire.Hosting.Backchannel.Auxiliary;
using Aspire.Hosting.Backchannel.Main;
using Aspire.Hosting.Backchannel.Publish;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Backchannel;

/// <summary>Connects an application host with the aspire CLI.</summary>
internal static class BackchannelServiceCollectionExtensions
{
    /// <summary>
    /// Serves the CLI that started this program, and in run mode any other. To be added before whatever else is started: the CLI wants
    /// to hear of that. An application that a test hosts is nobody's to find or to stop.
    /// </summary>
    public static IServiceCollection AddBackchannel(this IServiceCollection services, Assembly? appHost, IConfiguration configuration, bool runs)
    {
        if (!AppHostMetadata.IsProgram(appHost))
        {
            return services;
        }

        var cli = CliSession.From(configuration);
        services.AddSingleton(cli);
        if (cli.ProcessId is not null)
        {
            services.AddHostedService<CliWatch>();
        }

        if (cli.SocketPath is not null)
        {
            services.AddSingleton<ApplicationLog>();
            services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<ApplicationLog>());
            services.AddSingleton<ICliTarget, BasicTarget>();
            _ = runs ? services.AddSingleton<ICliTarget, RunTarget>() : services.AddPublishTarget();
            services.AddHostedService<MainBackchannel>();
        }

        return runs ? services.AddAuxiliaryBackchannel(new(AppHostMetadata.ProjectFile(appHost)!)) : services;
    }

    private static IServiceCollection AddPublishTarget(this IServiceCollection services)
    {
        services.AddSingleton<CliAudience>();
        services.AddSingleton<PromptRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<PromptRelay>());
        services.AddSingleton(provider => (DistributedApplicationPipeline)provider.GetRequiredService<IDistributedApplicationPipeline>());
        return services.AddSingleton<ICliTarget, PublishTarget>();
    }

    private static IServiceCollection AddAuxiliaryBackchannel(this IServiceCollection services, AppHostProject project)
    {
        services.AddSingleton(project);
        services.AddSingleton<DashboardLinks>();
        services.AddSingleton<IClientTarget, ApplicationTarget>();
        services.AddSingleton<IClientTarget, ResourcesTarget>();
        services.AddTransient<IClientTarget, ConsoleLogsTarget>(); // one for each client
        services.AddSingleton<IClientTarget, CommandsTarget>();
        services.AddSingleton<IClientTarget, WaitTarget>();
        return services.AddHostedService<AuxiliaryBackchannel>();
    }
}
