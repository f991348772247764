using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The processes that run one resource: one, or one per replica.</summary>
internal sealed record ResourceInstancesAnnotation(IReadOnlyList<ResourceInstance> Instances) : IResourceAnnotation
{
    private const int SuffixLength = 8;

    public static ResourceInstancesAnnotation For(IResource resource) =>
        new([.. Enumerable.Range(0, resource.GetReplicaCount()).Select(index =>
        {
            var suffix = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", SuffixLength);
            return new ResourceInstance($"{resource.Name}-{suffix}", suffix, index);
        })]);
}

/// <param name="Id">Unique name of the instance, with the suffix.</param>
/// <param name="Suffix">Random, new at every run of the host.</param>
/// <param name="Index">Number of the replica, from 0.</param>
internal sealed record ResourceInstance(string Id, string Suffix, int Index);
