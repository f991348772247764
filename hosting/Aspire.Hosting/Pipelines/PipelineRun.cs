using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Pipelines;

/// <summary>Runs the pipeline; Ctrl+C and SIGTERM cancel it.</summary>
internal static class PipelineRun
{
    public static async Task RunAsync(IServiceProvider services, DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        await services.GetRequiredService<IDistributedApplicationPipeline>().ExecuteAsync(new(
            model,
            services.GetRequiredService<DistributedApplicationExecutionContext>(),
            services,
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Aspire.Hosting.Pipelines"),
            stop.Token)).ConfigureAwait(false);

        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
