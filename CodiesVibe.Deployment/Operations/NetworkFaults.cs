using CodiesVibe.Deployment.Planning;
using CodiesVibe.Deployment.State;

namespace CodiesVibe.Deployment.Operations;

/// <summary>What is wrong with the networks of a server. What is well is not touched.</summary>
/// <param name="Created">The networks that are missing.</param>
/// <param name="Replaced">The networks of another kind than they should be; all of their containers are detached for a moment.</param>
/// <param name="Attached">The containers that are not on a network where they belong, or not by the names that others use.</param>
internal sealed record NetworkFaults(IReadOnlyList<ComposeNetwork> Created, IReadOnlyList<ComposeNetwork> Replaced, IReadOnlyList<Attachment> Attached)
{
    private static readonly string[] s_files = ["docker-compose.infra.yml", "docker-compose.production.yml", "docker-compose.staging.yml", "docker-compose.cloudflare.yml"];

    /// <summary>Whether all is well.</summary>
    public bool IsEmpty => Created.Count + Replaced.Count + Attached.Count == 0;

    /// <param name="state">The server.</param>
    public static NetworkFaults Find(ServerState state)
    {
        var env = new EnvFile(state.Env);
        var files = s_files.Select(name => new ComposeNetworks(state.ComposeFiles.GetValueOrDefault(name, ""), env)).ToList();
        var networks = files[0].All;
        var created = networks.Where(network => !state.Networks.Contains(network.Name)).ToList();
        var replaced = networks.Where(network => state.NetworkKinds.TryGetValue(network.Name, out var kind) && kind != new NetworkKind(network.Driver, network.IsInternal)).ToList();
        var emptied = created.Concat(replaced).Select(network => network.Name).ToHashSet(StringComparer.Ordinal);
        return new(
            created,
            replaced,
            [
                .. from container in state.Containers
                   from network in files.Select(file => file.Of(container.Key)).FirstOrDefault(memberships => memberships.Count > 0) ?? new Dictionary<string, IReadOnlyList<string>>()
                   where emptied.Contains(network.Key) || network.Value.Except(container.Networks.GetValueOrDefault(network.Key) ?? []).Any()
                   orderby network.Key, container.Name
                   select new Attachment(container.Name, network.Key, network.Value),
            ]);
    }

    /// <summary>What would be done, for people.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. Created.Select(network => $"+ network {network.Name}: is missing, and is created"),
        .. Replaced.Select(network => $"~ network {network.Name}: is not {(network.IsInternal ? "an internal" : "an open")} {network.Driver} network, and is created anew"),
        .. Attached.Select(attachment => $"~ {attachment.Container}: is attached to {attachment.Network}"),
    ];

    /// <summary>The commands that do it, each of which has to succeed.</summary>
    /// <param name="project">The name of the compose project.</param>
    public IEnumerable<string> Commands(string project) =>
    [
        .. Replaced.SelectMany(network => new[]
        {
            $"docker network inspect --format '{{{{range .Containers}}}}{{{{println .Name}}}}{{{{end}}}}' {network.Name} | sed '/^$/d' | while read -r each; do docker network disconnect --force {network.Name} \"$each\"; done",
            $"docker network rm {network.Name} > /dev/null",
        }),
        .. Created.Concat(Replaced).Select(network =>
            $"docker network create --driver {network.Driver} {(network.IsInternal ? "--internal " : "")}--label com.docker.compose.project={project} --label com.docker.compose.network={network.Key} {network.Name} > /dev/null"),
        // What the engine remembers of the network that was there before is in the way.
        .. Attached.Select(attachment =>
            $"docker network disconnect --force {attachment.Network} {attachment.Container} 2> /dev/null || true; docker network connect {string.Join(' ', attachment.Names.Select(name => $"--alias {name}"))} {attachment.Network} {attachment.Container}"),
    ];
}

/// <summary>A container that has to be attached to a network.</summary>
/// <param name="Container">Its name.</param>
/// <param name="Network">The network.</param>
/// <param name="Names">The names that others reach it by there.</param>
internal sealed record Attachment(string Container, string Network, IReadOnlyList<string> Names);
