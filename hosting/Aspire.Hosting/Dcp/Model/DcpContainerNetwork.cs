using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp;

/// <summary>A network that containers share. Without a container runtime its status stays empty.</summary>
internal sealed record DcpContainerNetwork : DcpObject<DcpContainerNetwork, DcpContainerNetworkSpec, DcpContainerNetworkStatus>, IDcpObject<DcpContainerNetwork>
{
    public static string KindName => "ContainerNetwork";

    public static string Plural => "containernetworks";

    public static JsonTypeInfo<DcpContainerNetwork> Json => DcpJson.Default.DcpContainerNetwork;
}

internal sealed record DcpContainerNetworkSpec
{
    public string? NetworkName { get; init; }

    /// <summary>Whether it stays when the engine ends.</summary>
    public bool? Persistent { get; init; }
}

internal sealed record DcpContainerNetworkStatus
{
    public const string Running = "Running";
    public const string FailedToStart = "FailedToStart";

    public string? State { get; init; }

    /// <summary>Addresses of the machine that the runtime runs on, seen from inside.</summary>
    public IReadOnlyList<string>? Gateways { get; init; }
}
