using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Reports that the application stops, which takes some seconds.</summary>
internal sealed class StopNotice(IHostApplicationLifetime lifetime, ILoggerFactory loggers) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => loggers.CreateLogger("CodiesVibe").LogInformation("Stopping all resources. This takes a few seconds."));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
