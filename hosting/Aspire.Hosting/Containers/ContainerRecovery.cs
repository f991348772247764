using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Containers;

/// <summary>Starts the containers that the container engine was not there for, once it is.</summary>
internal sealed class ContainerRecovery(
    DistributedApplicationModel model, ContainerNetwork network, ResourceLifecycle lifecycle, ResourceNotificationService notifications, IHostApplicationLifetime lifetime)
{
    public async Task RunAsync()
    {
        await ((Task)network.Running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!network.Running.IsCompletedSuccessfully)
        {
            return; // the host stops, or each container says what is wrong
        }

        var refused = model.Resources.OfType<ContainerResource>().Where(container => container.GetResolvedResourceNames().Any(id =>
            notifications.TryGetCurrentState(id, out var current) && current.Snapshot.State?.Text == KnownResourceStates.RuntimeUnhealthy));
        await Task.WhenAll(refused.SelectMany(container => container.GetResolvedResourceNames()
            .Select(id => lifecycle.StartNowAsync(container, id, lifetime.ApplicationStopping)))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // state and log tell
    }
}
