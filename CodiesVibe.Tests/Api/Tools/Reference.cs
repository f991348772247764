using System.Globalization;
using System.Text;
using CodiesVibe.Api.Features.Tools;

namespace CodiesVibe.Tests.Api.Tools;

/// <summary>The answer to a request, by a loop over tools in memory; it shares nothing with the API but the vocabularies.</summary>
internal static class Reference
{
    public static (long Total, IEnumerable<string> Slugs, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Facets) Find(
        IReadOnlyList<(Tool Tool, DateTime CreatedAt)> directory, ToolParameters request)
    {
        var words = request.Query is null ? null : Words(request.Query);
        var rating = double.Parse(request.MinRating ?? "0", CultureInfo.InvariantCulture);
        var candidates = directory.Where(entry => (words is null || Score(entry.Tool, words) > 0) && entry.Tool.Rating >= rating).ToList();
        var found = candidates.Where(entry => Passes(entry.Tool, request, except: null)).ToList();
        found.Sort((x, y) => Compare(x, y, request.Sort ?? (words is null ? "name" : "relevance"), words));
        var (page, size) = (int.Parse(request.Page!, CultureInfo.InvariantCulture), int.Parse(request.PageSize!, CultureInfo.InvariantCulture));
        return (found.Count, found.Skip((page - 1) * size).Take(size).Select(entry => entry.Tool.Slug), ToolFacet.All.ToDictionary(
            facet => facet.Name,
            facet => (IReadOnlyDictionary<string, long>)facet.Vocabulary.ToDictionary(
                value => value,
                value => candidates.LongCount(entry => facet.Of(entry.Tool).Contains(value) && Passes(entry.Tool, request, except: facet.Name)))));
    }

    private static bool Passes(Tool tool, ToolParameters request, string? except) =>
        Passes("pricing", tool.Pricing, request.Pricing, except) && Passes("interface", tool.Interface, request.Interface, except)
        && Passes("functionality", tool.Functionality, request.Functionality, except) && Passes("deployment", tool.Deployment, request.Deployment, except);

    private static bool Passes(string name, IReadOnlyList<string> has, string[]? wanted, string? except) =>
        name == except || wanted is null || wanted.Any(has.Contains);

    private static int Score(Tool tool, HashSet<string> words) =>
        (15 * Words(tool.Name).Count(words.Contains))
        + (12 * Words(string.Join(' ', tool.Keywords.Concat(tool.Functionality))).Count(words.Contains))
        + (8 * Words(tool.Description).Count(words.Contains))
        + (3 * Words(tool.LongDescription).Count(words.Contains));

    private static int Compare((Tool Tool, DateTime CreatedAt) x, (Tool Tool, DateTime CreatedAt) y, string sort, HashSet<string>? words)
    {
        var order = sort switch
        {
            "relevance" => words is null ? 0 : Score(y.Tool, words).CompareTo(Score(x.Tool, words)),
            "newest" => y.CreatedAt.CompareTo(x.CreatedAt),
            "popularity" => y.Tool.Popularity.CompareTo(x.Tool.Popularity),
            "rating" => y.Tool.Rating.CompareTo(x.Tool.Rating),
            _ => 0,
        };
        order = order != 0 ? order : string.CompareOrdinal(x.Tool.Name.ToLowerInvariant(), y.Tool.Name.ToLowerInvariant());
        return order != 0 ? order : string.CompareOrdinal(x.Tool.Slug, y.Tool.Slug);
    }

    /// <summary>Letters and digits in a row, with the plus and number signs behind them; those of one letter alone do not count.</summary>
    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>();
        var word = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant() + " ")
        {
            var isSign = letter is '+' or '#';
            if (word.Length > 0 && !(char.IsLetterOrDigit(letter) || letter == '_' || isSign))
            {
                words.Add(word.ToString());
                word.Clear();
            }
            else if (char.IsLetterOrDigit(letter) || letter == '_' || (isSign && word.Length > 0))
            {
                word.Append(letter);
            }
        }

        words.RemoveWhere(found => found.Length < 2);
        return words;
    }
}
