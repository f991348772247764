using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>The first lines on the console.</summary>
internal sealed class Banner(IHostEnvironment environment, ILogger<DistributedApplication> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var version = typeof(Banner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        logger.LogInformation("Aspire AppHost version: {Version}", version);
        logger.LogInformation("Distributed application starting.");
        logger.LogInformation("Application host directory is: {Directory}", environment.ContentRootPath);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
