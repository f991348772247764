using System.Text.Json;

namespace CodiesVibe.Delivery.Sbom;

/// <summary>A software bill of materials in the JSON of CycloneDX.</summary>
/// <param name="Components">How many components it lists.</param>
public sealed record SoftwareBill(int Components)
{
    private static readonly string[] s_versions = ["1.5", "1.6", "1.7"];

    /// <summary>Reads one, and refuses what nobody could look a vulnerability up by.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="tool">What made it.</param>
    /// <exception cref="DeliveryException">The text is not a bill of materials, lists nothing, or lists a component without what identifies it.</exception>
    public static SoftwareBill Parse(string text, string tool)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("bomFormat").GetString() != "CycloneDX" || !s_versions.Contains(root.GetProperty("specVersion").GetString()))
            {
                throw Invalid(tool, $"it is not one of CycloneDX {string.Join(", ", s_versions)}");
            }

            var components = root.GetProperty("components").EnumerateArray().ToList();
            if (components.Count == 0)
            {
                throw Invalid(tool, "it lists no component");
            }

            foreach (var component in components)
            {
                if (component.GetProperty("name").GetString() is not { Length: > 0 } || component.GetProperty("version").GetString() is not { Length: > 0 }
                    || component.GetProperty("type").GetString() is null || component.GetProperty("purl").GetString()?.StartsWith("pkg:", StringComparison.Ordinal) != true)
                {
                    throw Invalid(tool, $"the component '{component.GetProperty("name")}' lacks a name, a version, a type or a package URL");
                }
            }

            return new(components.Count);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Invalid(tool, exception.Message.TrimEnd('.'));
        }
    }

    private static DeliveryException Invalid(string tool, string why) => new($"What '{tool}' wrote is not a software bill of materials: {why}. Run the command by hand to see why.");
}
