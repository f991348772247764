namespace CodiesVibe.Api.Features.Tools;

/// <summary>What a search looks for: tools with at least one of the words. Without any it finds none.</summary>
internal sealed record SearchWords(IReadOnlyList<string> Words)
{
    private const int MaxLength = 200;

    /// <summary>Reads what a visitor typed.</summary>
    public static SearchWords? Read(string query, IDictionary<string, string[]> errors)
    {
        if (query.Length > MaxLength || string.IsNullOrWhiteSpace(query))
        {
            errors["query"] = [$"query must have 1 to {MaxLength} characters."];
            return null;
        }

        return new SearchWords([.. ToolWords.In(query)]);
    }
}
