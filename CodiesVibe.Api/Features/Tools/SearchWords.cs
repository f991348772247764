namespace CodiesVibe.Api.Features.Tools;

/// <summary>The words of a search in lower case, for MongoDB's text search.</summary>
internal sealed record SearchWords
{
    private const int MaxLength = 200;

    private SearchWords(string text) => Text = text;

    public string Text { get; }

    /// <summary>
    /// Reads what a visitor typed. Quotes and leading hyphens are MongoDB's operators for phrases and exclusion; visitors do not mean them so, and
    /// they are left out.
    /// </summary>
    public static SearchWords? Read(string? query, IDictionary<string, string[]> errors)
    {
        var words = (query ?? "").ToLowerInvariant().Replace('"', ' ')
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.TrimStart('-'))
            .Where(word => word.Length > 0);
        if (query is null || query.Length > MaxLength || string.IsNullOrWhiteSpace(query))
        {
            errors["query"] = [$"query must have 1 to {MaxLength} characters."];
            return null;
        }

        return new SearchWords(string.Join(' ', words));
    }
}
