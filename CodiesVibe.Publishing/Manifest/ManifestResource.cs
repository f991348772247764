using System.Text.Json;
using System.Text.RegularExpressions;

namespace CodiesVibe.Publishing.Manifest;

/// <summary>One entry of the manifest; every access says in its error which resource is at fault.</summary>
internal sealed partial class ManifestResource
{
    private readonly JsonElement _json;

    /// <exception cref="PublishingException">The name or the type is unusable.</exception>
    public ManifestResource(string name, JsonElement json)
    {
        if (!ResourceName.IsMatch(name))
        {
            throw new PublishingException(
                $"The resource '{Printable(name)}' has a name that Aspire does not allow. Use at most 64 letters, digits and hyphens, starting with a letter.");
        }

        Name = name;
        _json = json;
        Type = json.ValueKind == JsonValueKind.Object ? Text("type") ?? throw Fault("has no type") : throw Fault("is not a JSON object");
    }

    public string Name { get; }

    public string Type { get; }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,63}(?<!-)\z", RegexOptions.CultureInvariant)]
    private static partial Regex ResourceName { get; }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostName { get; }

    /// <summary>Only what becomes a container has to be called like a host.</summary>
    /// <exception cref="PublishingException">Its name is not one of a host.</exception>
    public void CheckHostName()
    {
        if (!HostName.IsMatch(Name))
        {
            throw Fault("has a name that is not valid in compose and DNS. Use at most 63 lower-case letters, digits and hyphens, starting with a letter");
        }
    }

    public PublishingException Fault(string what) => new($"In the manifest, the resource '{Name}' {what}. Correct it in the app host and publish again.");

    /// <summary>A string, or null where it is not there.</summary>
    public string? Text(string property) => TextOf(_json, property);

    public string RequiredText(string property) => Text(property) ?? throw Fault($"has no '{property}'");

    /// <summary>An object or array, or null where it is not there.</summary>
    public JsonElement? Child(string property, JsonValueKind kind) => ChildOf(_json, property, kind);

    /// <summary>The objects in an array, or in an object by name; empty where it is not there.</summary>
    public IEnumerable<JsonElement> ObjectsIn(string property) =>
        !_json.TryGetProperty(property, out var items) ? []
        : (items.ValueKind switch
        {
            JsonValueKind.Array => items.EnumerateArray().AsEnumerable(),
            JsonValueKind.Object => items.EnumerateObject().Select(item => item.Value),
            _ => [],
        }).Where(item => item.ValueKind == JsonValueKind.Object);

    /// <param name="parent">An object of the entry; null for the entry itself.</param>
    /// <param name="where">What the object is called.</param>
    /// <param name="known">The fields that are read.</param>
    /// <exception cref="PublishingException">There is another field.</exception>
    public void RefuseOthers(JsonElement? parent, string where, params IReadOnlyCollection<string> known)
    {
        if ((parent ?? _json).EnumerateObject().Select(field => field.Name).FirstOrDefault(field => !known.Contains(field)) is { } other)
        {
            throw Fault($"has the field '{Printable(where.Length > 0 ? $"{where}.{other}" : other)}', which is not translated");
        }
    }

    /// <summary>The strings of an array; empty where it is not there.</summary>
    public IEnumerable<string> Texts(string property) => Child(property, JsonValueKind.Array) is { } array
        ? array.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? Clean(item.GetString()!, property) : throw Fault($"has a value that is not a string in '{property}'"))
        : [];

    /// <summary>The strings of an object by name, sorted; empty where it is not there.</summary>
    public IEnumerable<KeyValuePair<string, string>> TextsByName(string property) => Child(property, JsonValueKind.Object) is { } map ? TextsByName(map, property) : [];

    public IEnumerable<KeyValuePair<string, string>> TextsByName(JsonElement map, string property) =>
        map.EnumerateObject()
            .Select(item => KeyValuePair.Create(Clean(item.Name, property), TextOf(map, item.Name) ?? throw Fault($"has a value that is not a string in '{property}'")))
            .OrderBy(item => item.Key, StringComparer.Ordinal);

    public string? TextOf(JsonElement parent, string property) => parent.TryGetProperty(property, out var value) switch
    {
        false => null,
        true when value.ValueKind == JsonValueKind.String => Clean(value.GetString()!, property),
        true => throw Fault($"has a '{Printable(property)}' that is not a string"),
    };

    public JsonElement? ChildOf(JsonElement parent, string property, JsonValueKind kind) => parent.TryGetProperty(property, out var value) switch
    {
        false => null,
        true when value.ValueKind == kind => value,
        true => throw Fault($"has a '{property}' that is not an {(kind == JsonValueKind.Array ? "array" : "object")}"),
    };

    public bool FlagOf(JsonElement parent, string property) => parent.TryGetProperty(property, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault($"has a '{property}' that is neither true nor false"),
    };

    /// <summary>A port number, or null where it is not there.</summary>
    public int? PortOf(JsonElement parent, string property) => parent.TryGetProperty(property, out var value)
        ? value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is > 0 and <= 65535
            ? port
            : throw Fault($"has a '{property}' that is not a valid port (1-65535)")
        : null;

    /// <summary>The whole entry without its type, as one of our own records.</summary>
    public T As<T>(JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToElement(_json.EnumerateObject()
                .Where(property => property.Name != "type")
                .ToDictionary(property => property.Name, property => property.Value)), options)!;
        }
        catch (JsonException error)
        {
            throw new PublishingException(
                $"The resource '{Name}' of type {Type} cannot be read by this version: {error.Message} Generate the manifest again with the app host of this version.");
        }
    }

    /// <summary>No format that is written from here takes other control characters than tab and line feed.</summary>
    private string Clean(string text, string where) =>
        text.All(c => !char.IsControl(c) || c is '\n' or '\t') && !HasLoneSurrogate(text)
            ? text
            : throw Fault($"has a control character or an unpaired surrogate in '{Printable(where)}'");

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && ++i < text.Length && char.IsLowSurrogate(text[i])))
            {
                return true;
            }
        }

        return false;
    }

    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
