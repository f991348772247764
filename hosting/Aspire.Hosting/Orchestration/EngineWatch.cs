using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Follows the engine's objects until the host stops. An engine that dies takes the application with it.</summary>
internal sealed class EngineWatch(EngineHost host, ResourceRuns runs, IHostApplicationLifetime lifetime, ILogger<EngineWatch> logger)
{
    private int isReported;

    public async Task RunAsync<T>(Func<ResourceRun, T, Task> apply) where T : class, IDcpObject<T>
    {
        var stopping = lifetime.ApplicationStopping;
        try
        {
            var engine = await host.EngineAsync(stopping).ConfigureAwait(false);
            await foreach (var change in engine.Client.WatchAsync<T>(name: null, stopping).ConfigureAwait(false))
            {
                if (runs.Of(change.Object.Metadata.Name) is { Ended.IsCompleted: false } run)
                {
                    await apply(run, change.Object).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (DcpException exception) when (!stopping.IsCancellationRequested)
        {
            if (Interlocked.Exchange(ref isReported, 1) == 0)
            {
                logger.LogCritical("The engine has ended unexpectedly, and every resource with it. {Reason}", exception.Message);
            }

            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }
}
