using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Backchannel.Main;

/// <summary>Listens where the aspire CLI that started the application expects it.</summary>
internal sealed class MainBackchannel(CliSession cli, IEnumerable<ICliTarget> targets) : IHostedService, IAsyncDisposable
{
    private RpcServer? server;

    /// <exception cref="DistributedApplicationException">The place is unusable.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            server = RpcServer.Listen(cli.SocketPath!, () => targets);
            return Task.CompletedTask;
        }
        catch (DistributedApplicationException exception)
        {
            throw new DistributedApplicationException(
                $"{exception.Message} The variable {CliSession.SocketVariable} names it, which the aspire CLI sets: start the CLI with a short HOME, or unset the variable to run the application without the CLI.", exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref server, null)?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>Its public methods are what the CLI calls.</summary>
internal interface ICliTarget;
