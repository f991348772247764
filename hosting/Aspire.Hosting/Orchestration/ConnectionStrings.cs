using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Tells when the connection string of a resource is known, and brings resources to life that are nothing but one.</summary>
internal sealed class ConnectionStrings(
    ResourceNotificationService notifications, ResourceLoggerService loggers, IDistributedApplicationEventing eventing, IServiceProvider services)
{
    public async Task AnnounceAsync(IResourceWithConnectionString resource, CancellationToken cancellationToken)
    {
        var isOnlyThat = resource is ConnectionStringResource or ConnectionStringParameterResource;
        try
        {
            if (isOnlyThat)
            {
                await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken).ConfigureAwait(false);
            }

            var known = resource.GetConnectionStringAsync(cancellationToken).AsTask();
            if (resource is ConnectionStringResource && !known.IsCompleted)
            {
                await SetStateAsync(resource, KnownResourceStates.Waiting).ConfigureAwait(false);
            }

            var value = await known.ConfigureAwait(false);
            await notifications.PublishUpdateAsync(resource, s => s with
            {
                Properties = s.Properties.With(new ResourcePropertySnapshot(KnownProperties.ConnectionString, value) { IsSensitive = true }),
            }).ConfigureAwait(false);
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken).ConfigureAwait(false);
            if (isOnlyThat)
            {
                await SetStateAsync(resource, KnownResourceStates.Running).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            loggers.GetLogger(resource).LogError("The connection string of '{Resource}' is not available. {Reason}", resource.Name, exception.Message);
            if (isOnlyThat)
            {
                await SetStateAsync(resource, new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error)).ConfigureAwait(false);
            }
        }
    }

    private Task SetStateAsync(IResource resource, ResourceStateSnapshot? state) => notifications.PublishUpdateAsync(resource, s => s with { State = state });
}
