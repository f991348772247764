namespace CodiesVibe.Publishing.Facts;

/// <summary>A wait for another service.</summary>
/// <param name="For">The other service.</param>
/// <param name="Until">How far it must have come.</param>
public sealed record WaitFacts(string For, WaitUntil Until);

/// <summary>How far a service must have come that another one waits for.</summary>
public enum WaitUntil
{
    /// <summary>Its probe succeeds.</summary>
    Healthy,

    /// <summary>It runs.</summary>
    Started,

    /// <summary>It has ended with exit code 0.</summary>
    Completed,
}

/// <summary>A health probe inside the container.</summary>
/// <param name="Test">In the form of compose: <c>CMD</c> and the arguments, or <c>CMD-SHELL</c> and one line.</param>
/// <param name="Interval">From probe to probe, in seconds.</param>
/// <param name="Timeout">For one probe, in seconds.</param>
/// <param name="Retries">Failures in a row until it counts as unhealthy.</param>
/// <param name="StartPeriod">Time to come up in which failures do not count, in seconds.</param>
public sealed record ProbeFacts(IReadOnlyList<string> Test, int Interval = 30, int Timeout = 10, int Retries = 3, int StartPeriod = 0);

/// <summary>Upper limits of a service.</summary>
/// <param name="Memory">In MiB.</param>
/// <param name="Cpus">Processor cores.</param>
/// <param name="Pids">Processes and threads.</param>
public sealed record LimitFacts(int Memory, double Cpus, int Pids);

/// <summary>A directory of the published files inside a container.</summary>
/// <param name="Source">Relative to the published directory.</param>
/// <param name="Target">In the container, absolute.</param>
public sealed record MountFacts(string Source, string Target);

/// <summary>A volume in memory, which bounds what is written to it.</summary>
/// <param name="Megabytes">Its size.</param>
/// <param name="User">The uid that owns it.</param>
public sealed record MemoryVolumeFacts(int Megabytes, int User);

/// <summary>A port open on the host.</summary>
/// <param name="Host">The port on the host.</param>
/// <param name="Container">The port in the container.</param>
/// <param name="Everywhere">Open on all IPv4 addresses; else on 127.0.0.1 only.</param>
public sealed record PublishedPort(int Host, int Container, bool Everywhere = false)
{
    /// <summary>Whether it takes datagrams instead of connections.</summary>
    public bool Udp { get; init; }
}

/// <summary>How a program takes secrets that the manifest puts into its environment.</summary>
public enum SecretStyle
{
    /// <summary>It reads the variable only, so the value comes from the env file of compose.</summary>
    Variable,

    /// <summary>It reads <c>/run/secrets/NAME</c> in place of the variable <c>NAME</c>.</summary>
    KeyPerFile,

    /// <summary><c>NAME_FILE</c> names the file.</summary>
    FileSuffix,

    /// <summary><c>NAME__FILE</c> names the file.</summary>
    DoubleFileSuffix,
}

/// <summary>An image of our own.</summary>
/// <param name="Dockerfile">The Dockerfile, relative to the repository's root, which is also the build context.</param>
/// <param name="Variable">The variable of the env file that names the built image.</param>
public sealed record BuildFacts(string Dockerfile, string Variable);

/// <summary>A service in the development file.</summary>
/// <param name="Ports">Ports open on 127.0.0.1.</param>
public sealed record DevelopmentFacts(IReadOnlyList<PublishedPort> Ports)
{
    /// <summary>Folders of the sources, relative to the repository's root, mounted at <c>/src/FOLDER</c>.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Environment that is added, or replaces that of production.</summary>
    public SortedDictionary<string, string> Environment { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Its probe there; null keeps that of production.</summary>
    public ProbeFacts? Probe { get; init; }
}

/// <summary>Metrics for Prometheus.</summary>
/// <param name="Port">The container's port.</param>
/// <param name="Path">The path.</param>
public sealed record ScrapeFacts(int Port, string Path = "/metrics");

/// <summary>A stated exception.</summary>
/// <param name="Rule">The rule of the hardening that does not hold.</param>
/// <param name="Reason">Why, in a sentence for whoever runs the server.</param>
public sealed record WaiverFacts(HardeningRule Rule, string Reason);

/// <summary>What every service of production is held to.</summary>
public enum HardeningRule
{
    /// <summary>It has a health check.</summary>
    HealthCheck,

    /// <summary>Its root file system is read-only.</summary>
    ReadOnlyRoot,

    /// <summary>It does not run as root.</summary>
    NonRootUser,

    /// <summary>It mounts nothing of the host but published files.</summary>
    NoHostMount,

    /// <summary>It does not see the processes of the host.</summary>
    NoHostProcesses,

    /// <summary>It has no capability.</summary>
    NoCapabilities,

    /// <summary>Secrets reach it as files.</summary>
    SecretsAsFiles,
}
