using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>Lets every command of the aspire CLI find the running application, whoever started it. The application runs without it too.</summary>
internal sealed class AuxiliaryBackchannel(AppHostProject project, IServiceProvider services, ILogger<DistributedApplication> logger) : IHostedService, IAsyncDisposable
{
    private RpcServer? server;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aspire", "cli", "bch");
        try
        {
            Directory.CreateDirectory(folder);
            SocketName.RemoveStale(folder, project.File);
            server = RpcServer.Listen(Path.Combine(folder, SocketName.New(project.File)), services.GetServices<IClientTarget>);
        }
        catch (Exception exception) when (exception is DistributedApplicationException or IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The aspire CLI will not find this application, which runs all the same. {Reason} Set HOME to a writable folder with a short path.", exception.Message);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref server, null)?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>Its public methods are what the CLI's commands call.</summary>
internal interface IClientTarget;

/// <param name="File">Full path of the app host's project file.</param>
internal sealed record AppHostProject(string File);
