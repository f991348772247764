using CodiesVibe.Publishing.Facts;

namespace CodiesVibe.Publishing.Model;

/// <summary>The whole system as it is published: what all renderers read. Every list is sorted by name, ordinally.</summary>
/// <param name="Name">The name of the whole and of the compose project.</param>
/// <param name="Networks">The networks.</param>
/// <param name="Services">The services.</param>
/// <param name="Secrets">The secrets that the services are made of, without those composed of others.</param>
/// <param name="Variables">The variables of the env file that values refer to.</param>
public sealed record SystemModel(
    string Name, IReadOnlyList<Network> Networks, IReadOnlyList<Service> Services, IReadOnlyList<Secret> Secrets, IReadOnlyList<Variable> Variables)
{
    /// <summary>Who may stand between the world and the edge's open ports; null for nobody.</summary>
    public ProxyFacts? Proxies { get; init; }

    /// <summary>Whether the manifest holds the facts of production; without them the system is translated as far as Aspire describes it.</summary>
    public bool HasFacts { get; init; }

    /// <summary>The named volumes.</summary>
    public IReadOnlyList<Volume> Volumes { get; init; } = [];

    /// <summary>Resources that are not part of what is published.</summary>
    public IReadOnlyList<Omission> Omissions { get; init; } = [];

    private readonly Lazy<Dictionary<string, Service>> _byName = new(() => Services.ToDictionary(service => service.Name, StringComparer.Ordinal));

    /// <summary>The service of that name, or null.</summary>
    public Service? Find(string name) => _byName.Value.GetValueOrDefault(name);

    /// <summary>Whether a service uses a server of that name that is outside of the system.</summary>
    public bool HasExternal(string server) => Services.Any(service => service.Facts.External.Contains(server));
}

/// <summary>A network.</summary>
/// <param name="Name">Its name in the engine.</param>
/// <param name="Internal">Whether its members have no way out, nor in from the host.</param>
public sealed record Network(string Name, bool Internal);

/// <summary>A named volume.</summary>
/// <param name="Name">Its name in the engine.</param>
/// <param name="InMemory">Its bounds where it lies in memory; null on disk.</param>
public sealed record Volume(string Name, MemoryVolumeFacts? InMemory);

/// <summary>A resource that is not published.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record Omission(string Resource, string Reason);

/// <summary>A secret that is generated or given on the server; the values composed of it are made there too.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Generated">How it is generated where none is there; null where only a person can give it: until then what needs it is off.</param>
public sealed record Secret(string Name, GeneratedSecret? Generated)
{
    /// <summary>Whether it is a connection string, without which nothing that reads it can start.</summary>
    public bool IsConnectionString { get; init; }
}

/// <summary>A secret's generated value.</summary>
/// <param name="Length">In characters: letters and digits.</param>
public sealed record GeneratedSecret(int Length);

/// <summary>A variable of the env file that a value refers to.</summary>
/// <param name="Name">In upper case with underscores.</param>
/// <param name="Default">Its value where the env file says nothing; null where it has to be set.</param>
public sealed record Variable(string Name, string? Default);

/// <summary>A service.</summary>
public sealed record Service
{
    /// <summary>The name of the resource and of the service.</summary>
    public required string Name { get; init; }

    /// <summary>The image by name and exact tag, with the digest where known; null where it is built from the repository.</summary>
    public string? Image { get; init; }

    /// <summary>The program in place of the image's own; null keeps that.</summary>
    public string? Entrypoint { get; init; }

    /// <summary>The arguments; empty keeps the image's own.</summary>
    public IReadOnlyList<Text> Arguments { get; init; } = [];

    /// <summary>The environment by name, sorted; secrets included.</summary>
    public IReadOnlyList<KeyValuePair<string, Text>> Environment { get; init; } = [];

    /// <summary>Secret files by name below <c>/run/secrets</c>, beyond those of the environment, sorted.</summary>
    public IReadOnlyList<KeyValuePair<string, Text>> SecretFiles { get; init; } = [];

    /// <summary>The ports it listens on, by binding name, sorted.</summary>
    public IReadOnlyList<Binding> Bindings { get; init; } = [];

    /// <summary>Named volumes and where they are mounted.</summary>
    public IReadOnlyList<VolumeMount> Volumes { get; init; } = [];

    /// <summary>Directories of the repository and where they are mounted.</summary>
    public IReadOnlyList<BindMount> BindMounts { get; init; } = [];

    /// <summary>The build in the repository that makes its image; null where it comes from a registry.</summary>
    public ImageBuild? Build { get; init; }

    /// <summary>What the model says beyond the manifest of Aspire.</summary>
    public ServiceFacts Facts { get; init; } = new();
}

/// <summary>A port that a service listens on.</summary>
/// <param name="Name">The binding's name.</param>
/// <param name="Scheme">Of its address: <c>http</c>, <c>tcp</c>.</param>
/// <param name="Port">Inside the container.</param>
/// <param name="External">Whether the model means it for the world.</param>
public sealed record Binding(string Name, string Scheme, int Port, bool External)
{
    /// <summary>The port on the host where the binding is external.</summary>
    public int HostPort { get; init; } = Port;

    /// <summary>Whether it takes datagrams instead of connections.</summary>
    public bool Udp { get; init; }
}

/// <summary>A named volume in a container.</summary>
/// <param name="Volume">The volume.</param>
/// <param name="Target">In the container, absolute.</param>
/// <param name="ReadOnly">Whether the container only reads it.</param>
public sealed record VolumeMount(string Volume, string Target, bool ReadOnly)
{
    /// <summary>Whether the model does not name it, so that its name is made up.</summary>
    public bool IsUnnamed { get; init; }
}

/// <summary>A path of the repository in a container.</summary>
/// <param name="Source">Relative to the manifest.</param>
/// <param name="Target">In the container, absolute.</param>
/// <param name="ReadOnly">Whether the container only reads it.</param>
public sealed record BindMount(string Source, string Target, bool ReadOnly);

/// <summary>An image that is built from the repository.</summary>
/// <param name="Context">The build context, relative to the manifest.</param>
/// <param name="Dockerfile">Relative to the manifest.</param>
/// <param name="Arguments">Build arguments by name, sorted.</param>
public sealed record ImageBuild(string Context, string Dockerfile, IReadOnlyList<KeyValuePair<string, Text>> Arguments)
{
    /// <summary>The stage of the Dockerfile; null for the last one.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether the image only provides files for others, and nothing runs from it.</summary>
    public bool IsBuildOnly { get; init; }
}
