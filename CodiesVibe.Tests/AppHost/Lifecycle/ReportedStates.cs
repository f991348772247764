using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CodiesVibe.Tests.AppHost.Lifecycle;

/// <summary>An application that is not started; the tests report the states of its resources.</summary>
internal sealed class ReportedStates : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private DistributedApplication? _application;

    public IDistributedApplicationBuilder Builder { get; } = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });

    public DistributedApplication Application => _application ??= Builder.Build();

    public ResourceNotificationService Notifications => Application.ResourceNotifications;

    public IDistributedApplicationEventing Eventing => Application.Services.GetRequiredService<IDistributedApplicationEventing>();

    public IHostApplicationLifetime Lifetime => Application.Services.GetRequiredService<IHostApplicationLifetime>();

    public Task ReportAsync(IResource resource, string state, int? exitCode = null) =>
        Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = state, ExitCode = exitCode });

    /// <summary>Returns when the resource is in the state.</summary>
    public Task UntilAsync(IResource resource, string state) =>
        Notifications.WaitForResourceAsync(resource.Name, state, TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Lifetime.StopApplication();
        await Application.DisposeAsync();
    }
}
