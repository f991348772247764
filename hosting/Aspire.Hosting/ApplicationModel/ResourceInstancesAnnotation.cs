using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What runs one resource: one process or container, or one per replica.</summary>
internal sealed record ResourceInstancesAnnotation(IReadOnlyList<ResourceInstance> Instances) : IResourceAnnotation
{
    private const int SuffixLength = 8;

    /// <param name="resource">The resource.</param>
    /// <param name="appHost">The identity of the app host, see <see cref="AppHostIdentity"/>.</param>
    public static ResourceInstancesAnnotation For(IResource resource, string appHost) =>
        new([.. Enumerable.Range(0, resource.GetReplicaCount()).Select(index =>
        {
            var suffix = resource.Lifetime() == ContainerLifetime.Persistent
                ? appHost[..SuffixLength]
                : RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", SuffixLength);
            var id = resource.TryGetLastAnnotation<ContainerNameAnnotation>(out var stated) ? stated.Name : $"{resource.Name}-{suffix}";
            return new ResourceInstance(id, suffix, index);
        })]);
}

/// <param name="Id">Unique name of the instance: the resource's with the suffix, or the one stated for a container.</param>
/// <param name="Suffix">Random and new at every run of the host, but for what outlives it.</param>
/// <param name="Index">Number of the replica, from 0.</param>
internal sealed record ResourceInstance(string Id, string Suffix, int Index);
