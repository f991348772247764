using System.Globalization;
using System.Text;

namespace CodiesVibe.DevServers.MongoDb.Text;

/// <summary>Splits text into folded words, as a text index of language <c>none</c> does: no stemming, no stop words.</summary>
internal static class TextTokenizer
{
    /// <param name="folded">Text that has been folded.</param>
    public static List<string> Tokens(string folded)
    {
        var tokens = new List<string>();
        var (position, start) = (0, 0);
        foreach (var rune in folded.EnumerateRunes())
        {
            var end = position;
            position += rune.Utf16SequenceLength;
            if (IsDelimiter(rune))
            {
                Add(end);
                start = position;
            }
        }
        Add(position);
        return tokens;

        void Add(int end)
        {
            if (end > start)
            {
                tokens.Add(folded[start..end]);
            }
        }
    }

    /// <summary>The underscore is part of words; of the symbols, those that Unicode reserves for syntax divide.</summary>
    private static bool IsDelimiter(Rune rune) => rune.IsAscii
        ? !(Rune.IsLetterOrDigit(rune) || rune.Value == '_')
        : Rune.IsPunctuation(rune) || Rune.IsWhiteSpace(rune) || (rune.IsBmp && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.MathSymbol or UnicodeCategory.OtherSymbol);
}
