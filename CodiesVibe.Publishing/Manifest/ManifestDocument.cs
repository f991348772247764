using System.Text.Json;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>The manifest as it was written: its resources by name, each with a type.</summary>
internal sealed class ManifestDocument
{
    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private readonly string _text;

    private ManifestDocument(IReadOnlyDictionary<string, ManifestResource> resources, string text) => (Resources, _text) = (resources, text);

    public IReadOnlyDictionary<string, ManifestResource> Resources { get; }

    /// <summary>Whether a value contains this reference, in whatever resource.</summary>
    public bool Contains(string reference) => _text.Contains($"{{{reference}}}", StringComparison.Ordinal);

    /// <exception cref="PublishingException">It is not a manifest.</exception>
    public static ManifestDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(utf8, s_options);
            root = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new PublishingException($"The manifest is not valid JSON: {error.Message} Generate it again with 'dotnet aspire do publish-manifest'.");
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Object)
        {
            throw new PublishingException("The manifest has no object 'resources', so it is not the manifest of an Aspire application. Generate it again with 'dotnet aspire do publish-manifest'.");
        }

        return new(
            resources.EnumerateObject().Select(property => new ManifestResource(property.Name, property.Value)).ToDictionary(resource => resource.Name, StringComparer.Ordinal),
            resources.GetRawText());
    }
}
