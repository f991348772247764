using System.Text.RegularExpressions;

namespace CodiesVibe.Api.Features.Tools;

/// <summary>The rules that every tool in the directory keeps.</summary>
internal static partial class ToolRules
{
    private const int NameLength = 80;
    private const int MinDescriptionLength = 40;
    private const int MaxDescriptionLength = 400;

    /// <summary>One sentence for each rule that the tool breaks, beginning with the property's name.</summary>
    public static IEnumerable<string> Violations(Tool tool)
    {
        if (!KebabCase().IsMatch(tool.Slug) || tool.Slug.Length > NameLength)
        {
            yield return $"slug must have 1 to {NameLength} lower-case letters and digits, separated by single hyphens only";
        }

        if (!IsText(tool.Name, 1, NameLength))
        {
            yield return $"name must have 1 to {NameLength} characters, without leading or trailing spaces";
        }

        if (!Uri.TryCreate(tool.Website, UriKind.Absolute, out var website) || website.Scheme != Uri.UriSchemeHttps)
        {
            yield return "website must be an absolute https URL";
        }

        if (!IsText(tool.Description, MinDescriptionLength, MaxDescriptionLength))
        {
            yield return $"description must have {MinDescriptionLength} to {MaxDescriptionLength} characters, without leading or trailing spaces";
        }

        foreach (var violation in ToolFacet.All.SelectMany(facet => Violations(facet, facet.Of(tool))))
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> Violations(ToolFacet facet, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            yield return $"{facet.Name} must have at least one value";
        }

        if (values.Distinct().Count() < values.Count)
        {
            yield return $"{facet.Name} must not repeat a value";
        }

        foreach (var unknown in values.Except(facet.Vocabulary))
        {
            yield return $"{facet.Name} must not contain '{unknown}'; the valid values are {string.Join(", ", facet.Vocabulary)}";
        }
    }

    private static bool IsText(string text, int min, int max) =>
        text.Length >= min && text.Length <= max && text.AsSpan().Trim().Length == text.Length;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex KebabCase();
}
