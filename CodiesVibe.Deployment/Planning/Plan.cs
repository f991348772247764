namespace CodiesVibe.Deployment.Planning;

/// <summary>What a deployment would do.</summary>
public sealed record Plan
{
    /// <summary>What changes, in the order in which it happens.</summary>
    public required IReadOnlyList<PlannedChange> Changes { get; init; }

    /// <summary>What is not as the last deployment left it.</summary>
    public required IReadOnlyList<Drift> Drifts { get; init; }

    /// <summary>The ports that something else holds.</summary>
    public required IReadOnlyList<PortConflict> Conflicts { get; init; }

    /// <summary>The services of the application that are replaced, in this order.</summary>
    public required IReadOnlyList<string> Replaced { get; init; }

    /// <summary>The services of the infrastructure that have to be healthy, sorted.</summary>
    public required IReadOnlyList<string> Infrastructure { get; init; }

    /// <summary>Whether anything of the infrastructure is missing or changed.</summary>
    public required bool StartsInfrastructure { get; init; }

    /// <summary>The services at the edge.</summary>
    public required IReadOnlyList<string> Edge { get; init; }

    /// <summary>Whether a service at the edge is created anew.</summary>
    public required bool RecreatesEdge { get; init; }

    /// <summary>Whether the server is as it should be already.</summary>
    public bool IsEmpty => Changes.Count == 0;
}
