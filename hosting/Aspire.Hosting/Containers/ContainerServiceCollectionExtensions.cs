using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Containers;

/// <summary>The services that run containers.</summary>
internal static class ContainerServiceCollectionExtensions
{
    public static IServiceCollection AddContainers(this IServiceCollection services) => services
        .AddSingleton<ContainerRuntime>()
        .AddSingleton<ContainerNetwork>()
        .AddSingleton<ContainerSideAddresses>()
        .AddSingleton<IContainerSideAddresses>(provider => provider.GetRequiredService<ContainerSideAddresses>())
        .AddSingleton<ContainerWatcher>()
        .AddSingleton<ContainerRecovery>()
        .AddSingleton<IResourceLauncher, ContainerLauncher>();
}
