namespace CodiesVibe.Api.Features.Tools;

/// <summary>The words of a search, in small letters, as MongoDB's text search takes them.</summary>
internal sealed record SearchWords
{
    private const int MaxLength = 200;

    private SearchWords(string text) => Text = text;

    public string Text { get; }

    /// <summary>
    /// Reads what a person typed. Quotes and leading hyphens are MongoDB's operators for phrases and exclusion; people who type them
    /// mean nothing by it, so they are left out.
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
