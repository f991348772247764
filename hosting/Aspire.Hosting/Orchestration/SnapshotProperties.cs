using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Changes the properties of a snapshot.</summary>
internal static class SnapshotProperties
{
    /// <summary>The properties with some set anew, each in its old place or at the end.</summary>
    public static ImmutableArray<ResourcePropertySnapshot> With(this ImmutableArray<ResourcePropertySnapshot> properties, params ReadOnlySpan<ResourcePropertySnapshot> changes)
    {
        var result = properties.ToBuilder();
        foreach (var change in changes)
        {
            var index = -1;
            for (var i = 0; i < result.Count && index < 0; i++)
            {
                index = result[i].Name == change.Name ? i : -1;
            }

            if (index < 0)
            {
                result.Add(change);
            }
            else
            {
                result[index] = change;
            }
        }

        return result.ToImmutable();
    }

    /// <summary>The properties without one.</summary>
    public static ImmutableArray<ResourcePropertySnapshot> Without(this ImmutableArray<ResourcePropertySnapshot> properties, string name) =>
        [.. properties.Where(p => p.Name != name)];
}
