using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CodiesVibe.Api.Requests;

/// <summary>
/// Reads a request's JSON strictly: an object with every property that is required, none that is unknown, none twice, none of another type.
/// What is wrong is told by property; the framework's own reader stops at the first error, and names types of the program.
/// </summary>
internal static class JsonBody
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <returns>The object, or null when <paramref name="errors"/> got at least one entry.</returns>
    /// <exception cref="BadHttpRequestException">The body is too large or breaks off.</exception>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, IDictionary<string, string[]> errors)
        where T : class
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
            Check(body.RootElement, s_options.GetTypeInfo(typeof(T)), errors);
            return errors.Count == 0 ? body.Deserialize<T>(s_options) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second: an escape in a name that is no text.
            errors["body"] = ["The body must be valid JSON in UTF-8."];
            return null;
        }
    }

    private static void Check(JsonElement body, JsonTypeInfo type, IDictionary<string, string[]> errors)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors["body"] = ["The body must be a JSON object."];
            return;
        }

        var known = type.Properties.ToDictionary(property => property.Name);
        var seen = new HashSet<string>();
        foreach (var (name, value) in body.EnumerateObject().Select(property => (property.Name, property.Value)))
        {
            var error = !known.TryGetValue(name, out var property) ? $"{name} is not known; the properties here are {string.Join(", ", known.Keys)}."
                : !seen.Add(name) ? $"{name} must not be there twice."
                : !Fits(value, property.PropertyType) ? $"{name} must be {Describe(property.PropertyType)}."
                : null;
            if (error is not null)
            {
                errors[name] = [error];
            }
        }

        foreach (var missing in type.Properties.Where(property => property.IsRequired && !seen.Contains(property.Name)))
        {
            errors[missing.Name] = [$"{missing.Name} is required."];
        }
    }

    private static bool Fits(JsonElement value, Type type)
    {
        try
        {
            return value.ValueKind != JsonValueKind.Null
                && !(value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null))
                && value.Deserialize(type, s_options) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Describe(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(int) ? "a whole number"
        : type == typeof(double) ? "a number"
        : "a list of texts";
}
