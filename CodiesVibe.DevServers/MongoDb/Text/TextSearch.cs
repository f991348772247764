using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Text;

/// <summary>One search over a text index, for one query at a time.</summary>
internal sealed class TextSearch(TextIndex index, string search)
{
    private readonly SearchTerms _terms = SearchTerms.Parse(search);

    // A query evaluates a document that it finds twice: whether it matches, and with which score.
    private (BsonDocument? Document, double? Score) _last;

    /// <returns>The document's score, or null where it does not match.</returns>
    public double? Score(BsonDocument document)
    {
        if (!ReferenceEquals(_last.Document, document))
        {
            _last = (document, Compute(document));
        }
        return _last.Score;
    }

    private double? Compute(BsonDocument document)
    {
        var score = 0.0;
        var phrases = _terms.Phrases.ToHashSet();
        foreach (var (text, weight) in index.Strings(document))
        {
            var folded = TextFolding.Fold(text);
            var tokens = TextTokenizer.Tokens(folded);
            if (tokens.Exists(_terms.ExcludedWords.Contains))
            {
                return null;
            }
            if (_terms.ExcludedPhrases.Exists(p => folded.Contains(p, StringComparison.Ordinal)))
            {
                return null;
            }
            phrases.RemoveWhere(p => folded.Contains(p, StringComparison.Ordinal));
            score += weight * _terms.Words.Sum(word => ScoreOf(word, tokens, text));
        }
        return score > 0 && phrases.Count == 0 ? score : null;
    }

    /// <summary>
    /// The score of MongoDB: each repetition counts half as much as the one before, words that fill more of the text count more,
    /// and a text that consists of the word alone scores a tenth more.
    /// </summary>
    private static double ScoreOf(string word, List<string> tokens, string text)
    {
        var count = tokens.Count(t => t == word);
        if (count == 0)
        {
            return 0;
        }
        var frequency = 2 - Math.Pow(0.5, count - 1);
        var share = (0.5 * count / tokens.Count) + 0.5;
        return frequency * share * (tokens.Count == 1 && text.Length == word.Length ? 1.1 : 1);
    }
}
