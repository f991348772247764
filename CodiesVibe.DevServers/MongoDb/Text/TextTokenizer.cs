using System.Globalization;
using System.Text;

namespace CodiesVibe.DevServers.MongoDb.Text;

/// <summary>Splits text into folded words, as a text index of language <c>none</c> does: no stemming, no stop words.</summary>
internal static class TextTokenizer
{
    public static IEnumerable<string> Tokens(string text)
    {
        var token = new StringBuilder();
        foreach (var rune in TextFolding.Fold(text).EnumerateRunes())
        {
            if (!IsDelimiter(rune))
            {
                token.Append(rune);
            }
            else if (token.Length > 0)
            {
                yield return token.ToString();
                token.Clear();
            }
        }
        if (token.Length > 0)
        {
            yield return token.ToString();
        }
    }

    /// <summary>The underscore is part of words; of the symbols, those that Unicode reserves for syntax divide.</summary>
    private static bool IsDelimiter(Rune rune) => rune.IsAscii
        ? !(Rune.IsLetterOrDigit(rune) || rune.Value == '_')
        : Rune.IsPunctuation(rune) || Rune.IsWhiteSpace(rune) || (rune.IsBmp && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.MathSymbol or UnicodeCategory.OtherSymbol);
}
