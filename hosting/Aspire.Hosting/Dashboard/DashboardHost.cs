using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Runs the resource service and the dashboard beside the application. Only a taken port, and a setting that names a dashboard which is
/// not there, are errors of the start; everything else goes on in the background, so that no resource waits for the dashboard or fails with it.
/// </summary>
internal sealed class DashboardHost(
    DashboardOptions options,
    DcpLocator locator,
    ResourceFeed resources,
    IServiceProvider services,
    ILogger<DistributedApplication> logger,
    ILoggerFactory loggerFactory) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource<bool> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task running = Task.CompletedTask;
    private bool disposed;

    /// <summary>Process of the dashboard, null while there is none.</summary>
    public int? ProcessId { get; private set; }

    /// <summary>Whether the dashboard came to answer; known once it did, or failed to.</summary>
    public Task<bool> Ready => ready.Task;

    /// <exception cref="DistributedApplicationException">A port of the dashboard is taken, or a setting names none that exists.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        locator.RefuseMissingDashboard();
        options.EnsurePortsAreFree();
        running = Task.WhenAll(
            ReportAsync(Task.Run(() => resources.RunAsync(stopping.Token), CancellationToken.None)),
            ReportAsync(Task.Run(() => ServeAsync(stopping.Token), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await running.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        // The container disposes of it twice: as itself and as a hosted service.
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }

        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task ReportAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (DistributedApplicationException exception)
        {
            logger.LogError("The application runs without its dashboard. {Reason}", exception.Message);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The application runs without its dashboard.");
        }
        finally
        {
            ready.TrySetResult(false);
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        await using var service = await ResourceServiceHost.StartAsync(services, cancellationToken).ConfigureAwait(false);
        await using var dashboard = DashboardProcess.Start(locator.FindDashboard(), options, new DashboardLog(loggerFactory));
        ProcessId = dashboard.Id;
        await dashboard.WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
        ready.SetResult(true);

        logger.LogInformation("Now listening on: {DashboardUrl}", options.FrontendUrl);
        if (options.BrowserToken is not null)
        {
            logger.LogInformation("Login to the dashboard at {LoginUrl}", options.LoginUrl);
        }

        await dashboard.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (dashboard.ExitCode != 0)
        {
            logger.LogError("The dashboard ended with exit code {ExitCode}. The application goes on without it.", dashboard.ExitCode);
        }
    }
}
