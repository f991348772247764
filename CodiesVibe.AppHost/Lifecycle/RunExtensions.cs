using CodiesVibe.AppHost.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CodiesVibe.AppHost.Lifecycle;

/// <summary>Runs the application and returns an exit code.</summary>
internal static class RunExtensions
{
    /// <summary>Runs the application until it stops. An error that prevents the start, or a failed publish, is one line on standard error.</summary>
    /// <returns>0, or 1 after a failure. Under the aspire command-line tool a failed publish is 0 here, because the tool reports it with its own exit code.</returns>
    public static async Task<int> RunToExitCodeAsync(this DistributedApplication application)
    {
        await using (application)
        {
            var failure = await FindFailureAsync(application);
            if (failure is not null)
            {
                StartupFailure.Print(failure);
            }

            return failure is null ? 0 : 1;
        }
    }

    private static async Task<Exception?> FindFailureAsync(DistributedApplication application)
    {
        try
        {
            await application.RunAsync();
        }
        catch (Exception exception)
        {
            return exception;
        }

        // The host stops without an exception when one of its background services fails, as the one that publishes does.
        return CommandLineTool.IsAttached
            ? null
            : application.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.ExecuteTask?.Exception?.InnerException).FirstOrDefault(fault => fault is not null);
    }
}
