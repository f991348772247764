namespace Aspire.Hosting.Eventing;

/// <summary>A handler's registration, to be handed back to <see cref="IDistributedApplicationEventing.Unsubscribe"/>.</summary>
/// <param name="callback">The handler.</param>
public class DistributedApplicationEventSubscription(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    /// <summary>The handler.</summary>
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;
}
