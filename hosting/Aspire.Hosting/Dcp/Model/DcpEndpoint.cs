using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp;

/// <summary>A port behind a service. The engine makes these itself for what it runs.</summary>
internal sealed record DcpEndpoint : DcpObject<DcpEndpoint, DcpEndpointSpec, DcpEndpointStatus>, IDcpObject<DcpEndpoint>
{
    public static string KindName => "Endpoint";

    public static string Plural => "endpoints";

    public static JsonTypeInfo<DcpEndpoint> Json => DcpJson.Default.DcpEndpoint;
}

internal sealed record DcpEndpointSpec
{
    /// <summary>Always sent, though nothing is in any.</summary>
    public string ServiceNamespace { get; init; } = "";

    public required string ServiceName { get; init; }

    public string? Address { get; init; }

    public int? Port { get; init; }
}

internal sealed record DcpEndpointStatus;
