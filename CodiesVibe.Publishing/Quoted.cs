using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodiesVibe.Publishing;

/// <summary>Characters that YAML and Alloy read back as the same characters, whatever they are: a JSON string is one in both.</summary>
internal static class Quoted
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(string value) => JsonSerializer.Serialize(value, Readable);
}
