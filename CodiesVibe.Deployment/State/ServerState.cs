using System.Globalization;
using System.Text.Json;
using CodiesVibe.Deployment.Backups;

namespace CodiesVibe.Deployment.State;

/// <summary>What there is of the deployment on the server.</summary>
public sealed record ServerState
{
    /// <summary>The name of the confirmed release; null before the first one.</summary>
    public string? Current { get; init; }

    /// <summary>The name of a release whose activation has not ended; null where there is none.</summary>
    public string? Activating { get; init; }

    /// <summary>All releases with the phase that each has reached, by number.</summary>
    public IReadOnlyList<(string Phase, Release Release)> Releases { get; init; } = [];

    /// <summary>The services that their green slot serves.</summary>
    public IReadOnlySet<string> Green { get; init; } = new HashSet<string>();

    /// <summary>The env file; empty before the first deployment.</summary>
    public string Env { get; init; } = "";

    /// <summary>The SHA-256 of the files in the directory by path.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of the secret files.</summary>
    public IReadOnlySet<string> Secrets { get; init; } = new HashSet<string>();

    /// <summary>The backups of the data.</summary>
    internal BackupState Backups { get; init; } = new();

    /// <summary>When each secret file got the value that it has; a file that is empty is absent.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> SecretTimes { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>The certificate of the edge.</summary>
    public EdgeCertificate Certificate { get; init; } = new(null, false, "no server was read");

    /// <summary>The compose files of the current release by name.</summary>
    public IReadOnlyDictionary<string, string> ComposeFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>The containers of the compose project.</summary>
    public IReadOnlyList<ServerContainer> Containers { get; init; } = [];

    /// <summary>The names of the engine's networks.</summary>
    public IReadOnlySet<string> Networks { get; init; } = new HashSet<string>();

    /// <summary>What each network of the engine is, by name.</summary>
    public IReadOnlyDictionary<string, NetworkKind> NetworkKinds { get; init; } = new Dictionary<string, NetworkKind>();

    /// <summary>The names of the engine's volumes.</summary>
    public IReadOnlySet<string> Volumes { get; init; } = new HashSet<string>();

    /// <summary>The TCP ports of the server that programs listen on.</summary>
    public IReadOnlyList<Listener> Listeners { get; init; } = [];

    /// <summary>The confirmed release; null before the first one.</summary>
    public Release? CurrentRelease => Releases.Select(entry => entry.Release).FirstOrDefault(release => release.Name == Current);

    /// <summary>The key of the service that serves now.</summary>
    public string ActiveKey(string service) => Green.Contains(service) ? $"{service}-green" : service;

    /// <summary>The key of the slot that does not serve.</summary>
    public string IdleKey(string service) => Green.Contains(service) ? service : $"{service}-green";

    /// <summary>The containers of a service by its key.</summary>
    public IEnumerable<ServerContainer> ContainersOf(string key) => Containers.Where(container => container.Key == key);

    /// <param name="text">What <c>inspect.sh</c> prints.</param>
    /// <exception cref="DeploymentException">It is not whole, or a record in it cannot be read.</exception>
    internal static ServerState Parse(string text)
    {
        var sections = Sections.Parse(text);
        List<string> Lines(string name) => sections.Lines(name);
        HashSet<string> Names(string name) => Lines(name).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Current = Lines("current").FirstOrDefault()?.Split('/')[^1],
            Activating = Lines("activating").FirstOrDefault(),
            Releases = [.. Lines("releases").Select(ParseRelease).OrderBy(entry => entry.Release.Number)],
            Green = Lines("active").Where(flag => flag.EndsWith("-green", StringComparison.Ordinal)).Select(flag => flag[..^"-green".Length]).ToHashSet(StringComparer.Ordinal),
            Env = sections["env"],
            Files = Lines("files").Select(line => line.Split("  ./", 2)).ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal),
            Secrets = Names("secrets"),
            Backups = BackupState.Parse(sections),
            SecretTimes = Lines("ages").Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[1].Split('/')[^1], parts => DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture)), StringComparer.Ordinal),
            Certificate = EdgeCertificate.Parse(Lines("certificate")),
            ComposeFiles = sections.All.Where(section => section.Key.StartsWith("docker-compose.", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal),
            Containers = [.. Lines("containers").Select(ServerContainer.Parse).OrderBy(container => container.Name, StringComparer.Ordinal)],
            Networks = Names("networks"),
            NetworkKinds = Lines("network-kinds").Select(line => line.Split(' ')).Where(parts => parts.Length == 3).ToDictionary(parts => parts[0], parts => new NetworkKind(parts[1], parts[2] == "true"), StringComparer.Ordinal),
            Volumes = Names("volumes"),
            Listeners = [.. Lines("listeners").Select(Listener.Parse)],
        };
    }

    private static (string Phase, Release Release) ParseRelease(string line)
    {
        var parts = line.Split(' ', 2);
        try
        {
            return (parts[0], Release.Parse(parts[1]));
        }
        catch (JsonException exception)
        {
            throw new DeploymentException($"A release.json on the server cannot be read: {exception.Message} Restore it, or remove its directory below releases/.");
        }
    }
}
