using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Backchannel.Publish;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>A built application: run it, watch it, stop it.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost host;
    private bool disposed;

    internal DistributedApplication(IHost host) => this.host = host;

    /// <summary>The services of the application.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>States of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Commands of the resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Starts to build an application with default options.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Starts to build an application.</summary>
    /// <param name="args">The command line.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Starts to build an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FailureReport.Install(options.Assembly);
        return new DistributedApplicationBuilder(options);
    }

    /// <summary>Runs the application until Ctrl+C or SIGTERM.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the application until Ctrl+C, SIGTERM or cancellation.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
            if (!IsPublishMode)
            {
                await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            // Ctrl+C while resources were still waiting for one another: an ordinary end.
            await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts all resources; returns when every one has started, failed, or is to be started by hand.</summary>
    /// <exception cref="DistributedApplicationException">The application cannot start as it is; nothing was started.</exception>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var model = Services.GetRequiredService<DistributedApplicationModel>();
        await Services.GetRequiredService<IDistributedApplicationEventing>().PublishAsync(new BeforeStartEvent(Services, model), cancellationToken).ConfigureAwait(false);
        if (IsPublishMode)
        {
            await PublishAsync(model, cancellationToken).ConfigureAwait(false);
            return;
        }

        ModelCheck.Verify(model, Services.GetRequiredService<EndpointOptions>());
        await StartHostAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops all resources.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    /// <summary>Stops what still runs and releases everything.</summary>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops what still runs and releases everything.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (!disposed)
        {
            disposed = true;
            await StopAndDisposeAsync().ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }

    private Task StartHostAsync(CancellationToken cancellationToken)
    {
        // First of all: a host that could not make one of its services throws once more when it is stopped, and hides what was wrong.
        _ = Services.GetServices<IHostedService>();
        return host.StartAsync(cancellationToken);
    }

    private async Task PublishAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        if (Services.GetRequiredService<IConfiguration>()["publisher"] is not null)
        {
            await Services.GetRequiredService<ManifestPublisher>().PublishAsync(cancellationToken).ConfigureAwait(false);
            lifetime.StopApplication();
            return;
        }

        await StartHostAsync(cancellationToken).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        Task Work() => PipelineRun.RunAsync(Services, model, end.Token);
        await (Services.GetService<CliAudience>() is { } audience ? audience.AttendAsync(Work) : Work()).ConfigureAwait(false);
    }

    private bool IsPublishMode => Services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode;

    private async Task StopAndDisposeAsync()
    {
        try
        {
            // Disposing alone would break the services off in the midst of their work.
            if (!Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.IsCancellationRequested)
            {
                await host.StopAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await ((IAsyncDisposable)host).DisposeAsync().ConfigureAwait(false);
        }
    }
}
