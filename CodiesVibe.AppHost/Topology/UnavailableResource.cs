using Microsoft.Extensions.Logging;

namespace CodiesVibe.AppHost.Topology;

/// <summary>A service that does not run on this machine; the dashboard shows why.</summary>
internal sealed class UnavailableResource(string name) : Resource(name), IResourceWithWaitSupport;

internal static class UnavailableResourceBuilderExtensions
{
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="icon">Its icon.</param>
    /// <param name="reason">Completes the sentence "not available: ...".</param>
    public static IResourceBuilder<UnavailableResource> AddUnavailable(this IDistributedApplicationBuilder builder, string name, string icon, string reason) =>
        builder.AddResource(new UnavailableResource(name))
            .WithIconName(icon)
            .WithInitialState(new()
            {
                ResourceType = "Service",
                State = new("Not available", KnownResourceStateStyles.Info),
                Properties = [new("Reason", reason)],
            })
            .OnInitializeResource((_, start, _) =>
            {
                start.Logger.LogInformation("Not available: {Reason}.", reason);
                return Task.CompletedTask;
            });
}
