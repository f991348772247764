using CodiesVibe.Publishing;

namespace CodiesVibe.AppHost.Topology;

/// <summary>A monitoring service: what it has in common as a container and as a program of this machine.</summary>
/// <param name="Name">Name of the resource.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Title">The title of its address in the dashboard.</param>
/// <param name="ReadyPath">The path that responds with success when it is ready.</param>
/// <param name="Images">Its image, and the images that it needs to be of use.</param>
internal sealed record Watcher(string Name, string Icon, string Title, string ReadyPath, params IReadOnlyList<ContainerImage> Images)
{
    /// <summary>Its configuration on a developer's machine; null where it needs none.</summary>
    public Func<Neighbours, CancellationToken, Task<IEnumerable<GeneratedFile>>>? Render { get; init; }

    /// <summary>Whether it calls programs of this machine, for which a container needs tunnels.</summary>
    public bool CallsPrograms { get; init; }
}
