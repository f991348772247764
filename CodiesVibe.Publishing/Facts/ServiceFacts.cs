namespace CodiesVibe.Publishing.Facts;

/// <summary>How one service runs in production.</summary>
public sealed record ServiceFacts
{
    /// <summary>Where it belongs.</summary>
    public Tier Tier { get; init; }

    /// <summary>The networks it is a member of.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>What must have got how far before it starts.</summary>
    public IReadOnlyList<WaitFacts> Waits { get; init; } = [];

    /// <summary>Servers outside of the system that its gate waits for as well, by the names that the gate knows.</summary>
    public IReadOnlyList<string> External { get; init; } = [];

    /// <summary>How its health is probed from inside; null where the image has nothing to probe with.</summary>
    public ProbeFacts? Probe { get; init; }

    /// <summary>What it may use at the most.</summary>
    public LimitFacts? Limits { get; init; }

    /// <summary>Numeric <c>uid</c> or <c>uid:gid</c> that it runs as.</summary>
    public string? User { get; init; }

    /// <summary>Paths that it writes to and that need not outlive it, in the form of compose: <c>/tmp</c> or <c>/tmp:size=64m,uid=101</c>.</summary>
    public IReadOnlyList<string> Tmpfs { get; init; } = [];

    /// <summary>Directories of the published files, mounted read-only; <c>state</c> and <c>certificates</c> are the server's own.</summary>
    public IReadOnlyList<MountFacts> Mounts { get; init; } = [];

    /// <summary>The time for an orderly end, in the form of compose: <c>40s</c>.</summary>
    public string? StopGrace { get; init; }

    /// <summary>Ports open on the host, in the infrastructure and production files. The model adds those that the manifest calls external.</summary>
    public IReadOnlyList<PublishedPort> Published { get; init; } = [];

    /// <summary>How it reads secrets that stand in its environment.</summary>
    public SecretStyle Secrets { get; init; }

    /// <summary>Further secret files by name below <c>/run/secrets</c>: references in braces as in the manifest, and <c>{name.sha256}</c>.</summary>
    public SortedDictionary<string, string> SecretFiles { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What production passes to the image's entry point in place of entry point and arguments of the manifest.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>A program in its image that waits, with its environment, for what it needs of the infrastructure file, and ends with 0 when that is there.</summary>
    public IReadOnlyList<string>? Gate { get; init; }

    /// <summary>Further environment in production; references in braces as in the manifest.</summary>
    public SortedDictionary<string, string> Environment { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Set where the image is built from this repository.</summary>
    public BuildFacts? Build { get; init; }

    /// <summary>The digest of the image, <c>sha256:...</c>, where a registry told it.</summary>
    public string? Digest { get; init; }

    /// <summary>How it runs in the development file, where that differs.</summary>
    public DevelopmentFacts? Development { get; init; }

    /// <summary>Where it serves metrics for Prometheus.</summary>
    public ScrapeFacts? Scrape { get; init; }

    /// <summary>The profile that has to be named for it to start; null starts it always.</summary>
    public string? Profile { get; init; }

    /// <summary>Whether it sees the processes of the host.</summary>
    public bool HostProcesses { get; init; }

    /// <summary>Directories of the host, <c>source:target</c>, mounted read-only.</summary>
    public IReadOnlyList<string> HostMounts { get; init; } = [];

    /// <summary>What stood in for it in every run so far; null where the program itself has run.</summary>
    public string? StandIn { get; init; }

    /// <summary>Where it deviates from the hardening that every service gets, and why.</summary>
    public IReadOnlyList<WaiverFacts> Waivers { get; init; } = [];
}
