using CodiesVibe.Publishing.Facts;

namespace CodiesVibe.Publishing.Compose;

/// <summary>One of the compose files. Each is valid alone; all share one project.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Purpose">What it starts, for the first line of the file and for the README.</param>
/// <param name="Tiers">The tiers that stand in it.</param>
internal sealed record ComposeFile(string Path, string Purpose, params IReadOnlyList<Tier> Tiers)
{
    public static ComposeFile Infrastructure { get; } = new(
        "docker-compose.infra.yml", "the data stores, the monitoring, and the networks and volumes of all files; start it first", Tier.Infrastructure);

    public static ComposeFile Production { get; } = new(
        "docker-compose.production.yml", "the product in its blue slots, and the edge on ports 80 and 443", Tier.Application, Tier.Edge);

    public static ComposeFile Development { get; } = new(
        "docker-compose.dev.yml", "the product from its source code, reloaded on each change, and the edge, all on 127.0.0.1", Tier.Application, Tier.Edge)
    { FromSources = true };

    public static ComposeFile Cloudflare { get; } = new(
        "docker-compose.cloudflare.yml", "the same as production, but without an open port: requests arrive through a Cloudflare tunnel", Tier.Application, Tier.Edge, Tier.Tunnel)
    { OpensPorts = false };

    public static ComposeFile Staging { get; } = new(
        "docker-compose.staging.yml", "the product in its green slots, next to the blue ones", Tier.Application)
    { Slot = Slot.Green };

    public static IReadOnlyList<ComposeFile> All { get; } = [Infrastructure, Production, Development, Cloudflare, Staging];

    /// <summary>The slot that its application services fill.</summary>
    public Slot Slot { get; private init; } = Slot.Blue;

    /// <summary>Whether the services that we build run from the sources instead of an image.</summary>
    public bool FromSources { get; private init; }

    /// <summary>Whether any port is opened on the host.</summary>
    public bool OpensPorts { get; private init; } = true;

    /// <summary>Whether networks and volumes are made by this file; the others only use them.</summary>
    public bool OwnsNetworks => this == Infrastructure;
}
