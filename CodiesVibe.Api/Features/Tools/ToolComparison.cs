namespace CodiesVibe.Api.Features.Tools;

/// <summary>Tools side by side.</summary>
/// <param name="Items">In the order in which they were asked for.</param>
internal sealed record ToolComparison(IReadOnlyList<StoredTool> Items)
{
    private const int Min = 2;
    private const int Max = 3;

    /// <summary>Reads the slugs, with commas between them.</summary>
    public static IReadOnlyList<string> ReadSlugs(string? text, IDictionary<string, string[]> errors)
    {
        var slugs = (text ?? "").Split(',');
        if (slugs.Length is < Min or > Max || slugs.Contains("") || slugs.Distinct().Count() < slugs.Length)
        {
            errors["slugs"] = [$"slugs must have {Min} or {Max} different slugs, with commas between them."];
        }

        return slugs;
    }
}
