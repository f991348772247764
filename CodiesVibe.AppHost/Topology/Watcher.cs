using CodiesVibe.Publishing;

namespace CodiesVibe.AppHost.Topology;

/// <summary>A program that watches over the product: what of it is the same as container and as program of this machine.</summary>
/// <param name="Name">Name of the resource.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Title">What its address is called.</param>
/// <param name="ReadyPath">Answers with success when it works.</param>
/// <param name="Images">Its image, and those without which it is of no use.</param>
internal sealed record Watcher(string Name, string Icon, string Title, string ReadyPath, params IReadOnlyList<ContainerImage> Images)
{
    /// <summary>Its configuration on a developer's machine; null where its arguments say all.</summary>
    public Func<Neighbours, CancellationToken, Task<IEnumerable<GeneratedFile>>>? Render { get; init; }

    /// <summary>Whether it calls programs of this machine, to which a container needs a way.</summary>
    public bool CallsPrograms { get; init; }
}
