using System.Text.Json.Serialization.Metadata;

namespace Aspire.Hosting.Dcp;

/// <summary>A container that the engine runs.</summary>
internal sealed record DcpContainer : DcpObject<DcpContainer, DcpContainerSpec, DcpContainerStatus>, IDcpObject<DcpContainer>
{
    public static string KindName => "Container";

    public static string Plural => "containers";

    public static JsonTypeInfo<DcpContainer> Json => DcpJson.Default.DcpContainer;
}

internal sealed record DcpContainerSpec
{
    public required string Image { get; init; }

    /// <summary>Replace the image's command; may hold templates.</summary>
    public IReadOnlyList<string>? Args { get; init; }
}

internal sealed record DcpContainerStatus
{
    /// <summary>Among others <see cref="DcpContainerState.Starting"/>.</summary>
    public string? State { get; init; }
}

/// <summary>The states of a container that we look at.</summary>
internal static class DcpContainerState
{
    /// <summary>For ever, when something that it needs does not come.</summary>
    public const string Starting = "Starting";
}
