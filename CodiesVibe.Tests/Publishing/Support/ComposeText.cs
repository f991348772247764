using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CodiesVibe.Tests.Publishing.Support;

/// <summary>A published compose file as it is read: variables not replaced.</summary>
internal sealed partial class ComposeText(string text)
{
    public static readonly string[] Names =
        ["docker-compose.infra.yml", "docker-compose.production.yml", "docker-compose.dev.yml", "docker-compose.cloudflare.yml", "docker-compose.staging.yml"];

    public static ComposeText Infra { get; } = Of(Names[0]);

    public static ComposeText Production { get; } = Of(Names[1]);

    public static ComposeText Development { get; } = Of(Names[2]);

    public static ComposeText Cloudflare { get; } = Of(Names[3]);

    public static ComposeText Staging { get; } = Of(Names[4]);

    public JsonObject Root { get; } = YamlFile.Parse(text);

    public IEnumerable<KeyValuePair<string, JsonNode?>> Services => Root["services"]!.AsObject();

    public IEnumerable<string> ServiceNames => Services.Select(service => service.Key);

    public JsonObject this[string service] => Root["services"]![service]!.AsObject();

    public static ComposeText Of(string name) => new(Published.Text(name));

    /// <summary>A list's items, or a mapping's keys.</summary>
    public static IReadOnlyList<string> Items(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.Select(item => item!.ToString())],
        JsonObject map => [.. map.Select(entry => entry.Key)],
        _ => [],
    };

    /// <summary>The value where every variable has its default.</summary>
    public static string Standard(JsonNode? node) => Variable().Replace(node!.ToString(), "${default}");

    /// <summary>The edges out of a service, as "service condition".</summary>
    public IReadOnlyList<string> Waits(string service) =>
        [.. (this[service]["depends_on"]?.AsObject() ?? []).Select(edge => $"{edge.Key} {edge.Value!["condition"]}")];

    [GeneratedRegex(@"\$\{\w+:-(?<default>[^}]*)\}")]
    private static partial Regex Variable();
}
