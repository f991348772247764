using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Backchannel.Auxiliary;

/// <summary>The resources and what becomes of them.</summary>
internal sealed class ResourcesTarget(ResourceNotificationService notifications) : IClientTarget
{
    public Task<ResourcesAnswer> GetResourcesAsync(ResourcesRequest? request, CancellationToken cancellationToken) =>
        Task.FromResult(new ResourcesAnswer([.. notifications.Current.Where(change => Matches(request, change)).Select(DescriptionMapping.ToDescription)]));

    public async IAsyncEnumerable<ResourceDescription> WatchResourcesAsync(ResourcesRequest? request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Matches(request, change))
            {
                yield return DescriptionMapping.ToDescription(change);
            }
        }
    }

    private static bool Matches(ResourcesRequest? request, ResourceEvent change) => request?.Filter is not { Length: > 0 } name || change.IsCalled(name);
}

/// <param name="Filter">Name of a resource or of an instance; all when null.</param>
internal sealed record ResourcesRequest(string? Filter);

internal sealed record ResourcesAnswer(IReadOnlyList<ResourceDescription> Resources);
