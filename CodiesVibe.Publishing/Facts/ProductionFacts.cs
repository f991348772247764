using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CodiesVibe.Publishing.Facts;

/// <summary>What production needs to know and the manifest of Aspire cannot say; it travels in the manifest as a resource of a type of its own.</summary>
public sealed record ProductionFacts
{
    /// <summary>The type of the resource.</summary>
    public const string ResourceType = "codiesvibe.production.v0";

    /// <summary>How these records are written as JSON: camel case; what is null, empty or false is left out.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatSaysNothing } },
    };

    /// <summary>The name of the whole; the compose project is called so.</summary>
    public required string System { get; init; }

    /// <summary>The networks by name.</summary>
    public SortedDictionary<string, NetworkFacts> Networks { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The volumes in memory by name; every other one is on disk.</summary>
    public SortedDictionary<string, MemoryVolumeFacts> MemoryVolumes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Who may stand between the world and the edge's open ports; null for nobody.</summary>
    public ProxyFacts? Proxies { get; init; }

    /// <summary>The services by the name of their resource.</summary>
    public SortedDictionary<string, ServiceFacts> Services { get; init; } = new(StringComparer.Ordinal);

    private static void LeaveOutWhatSaysNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.ShouldSerialize = (_, value) => value is not (null or false or ICollection { Count: 0 });
        }
    }
}
