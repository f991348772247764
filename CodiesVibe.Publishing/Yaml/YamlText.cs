using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CodiesVibe.Publishing.Yaml;

/// <summary>How a text stands in a YAML document: bare where every parser of YAML 1.1 and 1.2 reads that as this text, else in double quotes.</summary>
internal static partial class YamlText
{
    /// <exception cref="PublishingException">The text is no Unicode text.</exception>
    public static string Of(string text) => Bare().IsMatch(text) && !Word().IsMatch(text) ? text : Quoted(text);

    /// <exception cref="PublishingException">The text is no Unicode text.</exception>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(character, text[++i]):X8}");
                continue;
            }

            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                ' ' => quoted.Append(' '),
                _ when char.IsSurrogate(character) => throw new PublishingException($"A value contains an unpaired surrogate (U+{(int)character:X4}) after '{text[..i]}'. Replace it by a complete character."),
                _ when IsVisible(character) => quoted.Append(character),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsVisible(char character) => char.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    // Begins with what no number, date or sign of YAML begins with, and a colon never ends it.
    [GeneratedRegex(@"^(?:\./|[A-Za-z/])[A-Za-z0-9_./:@+=,-]*(?<!:)\z")]
    private static partial Regex Bare();

    // What YAML 1.1 takes for a truth or for nothing.
    [GeneratedRegex(@"^(?:y|n|yes|no|on|off|true|false|null)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
