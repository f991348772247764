using CodiesVibe.Publishing.Facts;
using CodiesVibe.Publishing.Model;

namespace CodiesVibe.Publishing.Compose;

/// <summary>A service as it stands in one file.</summary>
/// <param name="Service">The service; its facts are those of the place.</param>
/// <param name="Key">The service key.</param>
internal sealed record PlacedService(Service Service, string Key)
{
    /// <summary>Further names on its networks.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Keys of services in the same file and how far they must have come.</summary>
    public IReadOnlyList<WaitFacts> DependsOn { get; init; } = [];

    /// <summary>Ports opened on the host.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>The stage of the Dockerfile that is built from the sources; null where an image is used.</summary>
    public string? Stage { get; init; }

    /// <summary>The services that it waits for in place of others before it ends; empty if it is not a gate.</summary>
    public IReadOnlyList<string> GateFor { get; init; } = [];

    /// <summary>Whether it is a gate: it ends by itself.</summary>
    public bool IsGate => GateFor.Count > 0;

    /// <summary>Whether it is worked on: from the sources, without the hardening.</summary>
    public bool IsDeveloped => Stage is not null && !IsGate;
}
