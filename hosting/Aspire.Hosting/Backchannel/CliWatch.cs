using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Backchannel;

/// <summary>Ends the application when the aspire CLI that started it is gone: a CLI that is killed cannot end it.</summary>
internal sealed class CliWatch(CliSession cli, IHostApplicationLifetime lifetime, ILogger<DistributedApplication> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly int processId = cli.ProcessId!.Value;
    private DateTime? started;

    /// <exception cref="DistributedApplicationException">The process is gone already.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        started = ProcessStart.Of(processId) ?? throw new DistributedApplicationException(
            $"The variable {CliSession.ProcessVariable} names process {processId}, which does not run. The aspire CLI sets it; unset it to run the application without the CLI.");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            // Another process may have been given the number.
            if (ProcessStart.Of(processId) != started)
            {
                logger.LogWarning("The aspire CLI that started this application (process {ProcessId}) is gone, so the application ends too.", processId);
                lifetime.StopApplication();
                return;
            }
        }
    }
}
