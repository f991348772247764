using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Dcp;

/// <summary>How the engine writes its objects. A new kind needs its record here.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DcpExecutable))]
[JsonSerializable(typeof(DcpContainer))]
[JsonSerializable(typeof(DcpContainerNetwork))]
[JsonSerializable(typeof(DcpService))]
[JsonSerializable(typeof(DcpEndpoint))]
[JsonSerializable(typeof(IReadOnlyList<DcpServiceProducer>))]
[JsonSerializable(typeof(DcpList))]
[JsonSerializable(typeof(DcpWatchEnvelope))]
[JsonSerializable(typeof(DcpStatus))]
[JsonSerializable(typeof(DcpVersion))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class DcpJson : JsonSerializerContext
{
    public const string ApiVersion = "usvc-dev.developer.microsoft.com/v1";
}

internal sealed record DcpList(IReadOnlyList<JsonElement> Items);

internal sealed record DcpWatchEnvelope(string Type, JsonElement Object);

/// <summary>A refusal.</summary>
internal sealed record DcpStatus(int? Code, string? Reason, string? Message);
