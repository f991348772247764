using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodiesVibe.Publishing.Promtail;

/// <summary>Texts as Alloy reads them: a JSON string is one of its strings.</summary>
internal static class Quoted
{
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(string value) => JsonSerializer.Serialize(value, s_readable);
}
