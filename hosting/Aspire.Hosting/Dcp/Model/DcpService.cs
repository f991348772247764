using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp;

/// <summary>An address under which the ports of executables and containers are reached.</summary>
internal sealed record DcpService : DcpObject<DcpService, DcpServiceSpec, DcpServiceStatus>, IDcpObject<DcpService>
{
    public static string KindName => "Service";

    public static string Plural => "services";

    public static JsonTypeInfo<DcpService> Json => DcpJson.Default.DcpService;
}

internal sealed record DcpServiceSpec
{
    /// <summary>Always sent: without it the engine waits for ever.</summary>
    public string Protocol { get; init; } = "TCP";

    /// <summary>The public port; left out: a free one.</summary>
    public int? Port { get; init; }

    public string? Address { get; init; }

    /// <summary>One of <see cref="DcpAddressAllocationMode"/>.</summary>
    public string? AddressAllocationMode { get; init; }
}

/// <summary>Where a service listens.</summary>
internal static class DcpAddressAllocationMode
{
    public const string Localhost = "Localhost";
    public const string IPv4ZeroOne = "IPv4ZeroOne";
    public const string IPv4Loopback = "IPv4Loopback";
    public const string IPv6ZeroOne = "IPv6ZeroOne";

    /// <summary>Nowhere: its producer owns the port.</summary>
    public const string Proxyless = "Proxyless";
}

internal sealed record DcpServiceStatus
{
    public const string NotReady = "NotReady";
    public const string Ready = "Ready";

    /// <summary><see cref="Ready"/> while a producer runs, else <see cref="NotReady"/> or null.</summary>
    public string? State { get; init; }

    public string? EffectiveAddress { get; init; }

    /// <summary>Null until a port is there, which never happens while a fixed one is taken.</summary>
    public int? EffectivePort { get; init; }
}
