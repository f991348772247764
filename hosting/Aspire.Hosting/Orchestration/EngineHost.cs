using Aspire.Hosting.Containers;
using Aspire.Hosting.Dcp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts the engine as early as possible, and stops it last.</summary>
internal sealed class EngineHost(DcpLocator locator, ContainerRuntimeOptions containers, ILogger<DcpEngine> logger) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task<DcpEngine>? starting;
    private bool disposed;

    /// <summary>The engine, once its API answers.</summary>
    /// <exception cref="DistributedApplicationException">It is missing, broken or too slow.</exception>
    public Task<DcpEngine> EngineAsync(CancellationToken cancellationToken) =>
        (starting ?? throw new InvalidOperationException("The engine is started with the host.")).WaitAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new DcpEngineOptions(locator.FindEngine()) { ContainerRuntime = containers.Name, Environment = containers.Environment };
        starting = Task.Run(() => DcpEngine.StartAsync(options, logger, stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        if (await RunningAsync().ConfigureAwait(false) is { } engine)
        {
            await engine.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The container disposes of it twice: as itself and as a hosted service.
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        if (await RunningAsync().ConfigureAwait(false) is { } engine)
        {
            await engine.DisposeAsync().ConfigureAwait(false);
        }

        stopping.Dispose();
    }

    /// <summary>The engine if it came up. Whoever waited for one that did not has been told why.</summary>
    private async Task<DcpEngine?> RunningAsync()
    {
        await ((Task?)starting ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return starting is { IsCompletedSuccessfully: true } ? await starting.ConfigureAwait(false) : null;
    }
}
