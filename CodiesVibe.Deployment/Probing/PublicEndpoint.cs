using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodiesVibe.Deployment.Probing;

/// <summary>A path that has to answer with success when the site is well.</summary>
/// <param name="Path">The path, as a visitor asks for it.</param>
/// <param name="VersionOf">The service whose version is in the answer; null where there is none.</param>
internal sealed record PublicEndpoint(string Path, string? VersionOf = null)
{
    /// <summary>All that are asked, from inside after a deployment and from outside by a probe.</summary>
    public static IReadOnlyList<PublicEndpoint> All { get; } =
        [new("/"), new("/version.json", "frontend"), new("/api/tools?pageSize=1"), new("/api/health", "backend"), new("/health"), new("/health/mongodb")];

    /// <summary>The version in an answer; null where it has none.</summary>
    public static string? VersionIn(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject answer && answer["version"] is JsonValue value && value.TryGetValue<string>(out var version) ? version : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
