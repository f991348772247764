using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp;

/// <summary>A container that the engine runs.</summary>
internal sealed record DcpContainer : DcpObject<DcpContainer, DcpContainerSpec, DcpContainerStatus>, IDcpObject<DcpContainer>
{
    public static string KindName => "Container";

    public static string Plural => "containers";

    public static JsonTypeInfo<DcpContainer> Json => DcpJson.Default.DcpContainer;
}

/// <summary>The engine does not check any of this: what is wrong leaves the container starting for ever.</summary>
internal sealed record DcpContainerSpec
{
    public required string Image { get; init; }

    /// <summary>Left out: the object's name and a random suffix.</summary>
    public string? ContainerName { get; init; }

    /// <summary>Build the image first.</summary>
    public DcpContainerBuild? Build { get; init; }

    /// <summary>Replaces the image's entry point.</summary>
    public string? Command { get; init; }

    /// <summary>Replace the image's command; may hold templates.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>May hold templates; nothing is inherited.</summary>
    public IReadOnlyList<DcpEnvironmentVariable>? Env { get; init; }

    public IReadOnlyList<DcpContainerPort>? Ports { get; init; }

    public IReadOnlyList<DcpVolumeMount>? VolumeMounts { get; init; }

    public IReadOnlyList<DcpNetworkConnection>? Networks { get; init; }

    /// <summary>More arguments of the runtime's <c>create</c> command.</summary>
    public IReadOnlyList<string>? RunArgs { get; init; }

    /// <summary><c>always</c>, <c>missing</c> or <c>never</c>.</summary>
    public string? PullPolicy { get; init; }

    /// <summary>Whether the container stays when the engine ends.</summary>
    public bool? Persistent { get; init; }

    /// <summary>True ends the container, for good.</summary>
    public bool? Stop { get; init; }
}

internal sealed record DcpContainerBuild
{
    public required string Context { get; init; }

    public string? Dockerfile { get; init; }

    public string? Stage { get; init; }

    public IReadOnlyList<DcpEnvironmentVariable>? Args { get; init; }

    public IReadOnlyList<DcpBuildSecret>? Secrets { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

/// <param name="Id">By which the Dockerfile mounts it.</param>
/// <param name="Type">Where the value comes from: <see cref="FromEnvironment"/>.</param>
/// <param name="Value">The value.</param>
internal sealed record DcpBuildSecret(string Id, string Type, string Value)
{
    public const string FromEnvironment = "env";
}

/// <param name="ContainerPort">Inside.</param>
/// <param name="HostPort">On this machine; null for any free one.</param>
/// <param name="HostIP">The address of this machine; the engine spells it that way.</param>
/// <param name="Protocol">TCP or UDP.</param>
internal sealed record DcpContainerPort(int ContainerPort, int? HostPort, [property: System.Text.Json.Serialization.JsonPropertyName("hostIP")] string HostIP, string Protocol);

/// <param name="Type"><see cref="Bind"/> or <see cref="Volume"/>.</param>
/// <param name="Source">A path of this machine, or a volume's name; empty for a volume without one.</param>
/// <param name="Target">The path inside.</param>
/// <param name="ReadOnly">Whether the container may not write to it.</param>
internal sealed record DcpVolumeMount(string Type, string Source, string Target, bool ReadOnly)
{
    public const string Bind = "bind";
    public const string Volume = "volume";
}

/// <param name="Name">Name of the <see cref="DcpContainerNetwork"/> object.</param>
/// <param name="Aliases">Names of the container there.</param>
internal sealed record DcpNetworkConnection(string Name, IReadOnlyList<string> Aliases);

internal sealed record DcpContainerStatus
{
    /// <summary>One of <see cref="DcpContainerState"/>.</summary>
    public string? State { get; init; }

    public string? ContainerId { get; init; }

    public DateTimeOffset? StartupTimestamp { get; init; }

    public DateTimeOffset? FinishTimestamp { get; init; }

    public int? ExitCode { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<DcpEnvironmentVariable>? EffectiveEnv { get; init; }

    /// <summary>Has the entry point before the arguments, if that was stated.</summary>
    public IReadOnlyList<string>? EffectiveArgs { get; init; }
}

/// <summary>The states of a container.</summary>
internal static class DcpContainerState
{
    /// <summary>Not looked at by the engine yet.</summary>
    public const string None = "";
    public const string Pending = "Pending";
    public const string Building = "Building";

    /// <summary>For ever, when something that it needs does not come.</summary>
    public const string Starting = "Starting";
    public const string Running = "Running";
    public const string Stopping = "Stopping";
    public const string Exited = "Exited";

    /// <summary>The reason is in the system log.</summary>
    public const string FailedToStart = "FailedToStart";

    /// <summary>The runtime does not answer; goes on when it does again.</summary>
    public const string RuntimeUnhealthy = "RuntimeUnhealthy";
}
