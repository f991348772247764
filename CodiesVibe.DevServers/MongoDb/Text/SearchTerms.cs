using System.Buffers;

namespace CodiesVibe.DevServers.MongoDb.Text;

/// <summary>
/// The terms of a search string. Words are alternatives; "phrases" must all occur, and their words count as words too;
/// a minus after white space excludes what follows, up to the next white space.
/// </summary>
internal sealed class SearchTerms
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("-\" \t\n\r\f\v");

    public HashSet<string> Words { get; } = [];

    public HashSet<string> ExcludedWords { get; } = [];

    public List<string> Phrases { get; } = [];

    public List<string> ExcludedPhrases { get; } = [];

    public static SearchTerms Parse(string search)
    {
        var terms = new SearchTerms();
        var excluding = false;
        var phraseStart = -1;
        var afterSpace = true;
        for (var i = 0; i < search.Length;)
        {
            var inPhrase = phraseStart >= 0;
            var c = search[i];
            if (char.IsWhiteSpace(c))
            {
                afterSpace = true;
                i++;
                continue;
            }
            var length = 1;
            switch (c)
            {
                case '-':
                    excluding |= !inPhrase && afterSpace;
                    break;
                case '"' when inPhrase:
                    (excluding ? terms.ExcludedPhrases : terms.Phrases).Add(TextFolding.Fold(search[phraseStart..i]));
                    phraseStart = -1;
                    break;
                case '"':
                    excluding &= !afterSpace;
                    phraseStart = i + 1;
                    break;
                default:
                    var end = search.AsSpan(i).IndexOfAny(s_special);
                    length = end < 0 ? search.Length - i : end;
                    if (!inPhrase)
                    {
                        excluding &= !afterSpace;
                    }
                    if (!(inPhrase && excluding))
                    {
                        (excluding ? terms.ExcludedWords : terms.Words).UnionWith(TextTokenizer.Tokens(TextFolding.Fold(search.Substring(i, length))));
                    }
                    break;
            }
            afterSpace = false;
            i += length;
        }
        return terms;
    }
}
