using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Backchannel;
using Aspire.Hosting.Containers;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Health;
using Aspire.Hosting.Parameters;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Projects;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>The services that run an application.</summary>
internal static class HostingServiceCollectionExtensions
{
    public static IServiceCollection AddHosting(this IServiceCollection services, DistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(), provider.GetRequiredService<ResourceLoggerService>(), provider));
        services.AddHealthChecks();
        services.AddHttpClient();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        services.AddBackchannel(builder.AppHostAssembly, builder.Configuration, builder.ExecutionContext.IsRunMode);
        if (builder.ExecutionContext.IsPublishMode)
        {
            services.AddSingleton<ManifestPublisher>();
            services.AddInteractions(CliSession.CanAsk(builder.Configuration));
            services.AddSingleton<PublishParameters>();
            DefaultPipelineSteps.AddTo(builder.Pipeline);
            return services;
        }

        if (options.AllowUnsecuredTransport)
        {
            builder.Configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        }

        var dashboard = options.DisableDashboard ? null : DashboardOptions.FromConfiguration(builder.Configuration, builder.Environment.ApplicationName);
        services.Configure<ResourceNotificationServiceOptions>(wait => wait.DefaultWaitBehavior =
            dashboard is null ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);
        services.AddSingleton(new DcpLocator(builder.Configuration, builder.AppHostAssembly, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)));
        services.AddSingleton(new ProjectOutput(builder.AppHostAssembly));
        services.AddSingleton(_ => new EndpointOptions(
            builder.Configuration.GetValue<bool>("DcpPublisher:RandomizePorts"), builder.Configuration[AppHostIdentity.ConfigurationKey]!));
        services.AddSingleton(_ => ContainerRuntimeOptions.From(builder.Configuration));
        services.AddSingleton<EngineHost>();
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton<ResourceConfigurationResolver>();
        services.AddSingleton<ResourceUrls>();
        services.AddSingleton<ResourceRuns>();
        services.AddSingleton<EngineWatch>();
        services.AddSingleton<RunReporter>();
        services.AddSingleton<ExecutableLauncher>();
        services.AddSingleton<IResourceLauncher>(provider => provider.GetRequiredService<ExecutableLauncher>());
        services.AddSingleton<ExecutableWatcher>();
        services.AddContainers();
        services.AddSingleton<ResourceLifecycle>();
        services.AddSingleton<HealthMonitor>();
        services.AddSingleton<ReadinessMonitor>();
        services.AddSingleton<ConnectionStrings>();

        // Started in this order, stopped in the reverse one.
        services.AddHostedService<Banner>();
        // The dashboard goes after the resources: what they send it while they end would hold them up if nobody answered.
        services.AddDashboard(dashboard);
        services.AddHostedService(provider => provider.GetRequiredService<EngineHost>());
        services.AddParameters(builder.AppHostAssembly);
        services.AddHostedService(provider => provider.GetRequiredService<ReadinessMonitor>());
        services.AddHostedService(provider => provider.GetRequiredService<HealthMonitor>());
        services.AddHostedService<ApplicationOrchestrator>();
        return services;
    }
}
