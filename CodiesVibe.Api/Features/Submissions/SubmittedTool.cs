using CodiesVibe.Api.Features.Tools;
using CodiesVibe.Api.Features.Tools.Rules;
using CodiesVibe.Api.Requests;

namespace CodiesVibe.Api.Features.Submissions;

/// <summary>Reads the tool that a client submits, by the rules of the directory; what is measured there cannot be submitted.</summary>
internal static class SubmittedTool
{
    /// <returns>The tool, or null when <paramref name="errors"/> got at least one entry.</returns>
    public static async Task<Tool?> ReadAsync(HttpRequest request, IDictionary<string, string[]> errors)
    {
        if (await JsonBody.ReadAsync<Tool>(request, errors) is not { } tool)
        {
            return null;
        }

        foreach (var group in ToolRules.Violations(tool).Concat(Measured(tool)).GroupBy(violation => violation.Split(' ')[0]))
        {
            errors[group.Key] = [.. group.Select(violation => $"{violation}.")];
        }

        return errors.Count == 0 ? tool : null;
    }

    private static IEnumerable<string> Measured(Tool tool)
    {
        foreach (var (name, value) in new[] { ("popularity", tool.Popularity), ("reviewCount", tool.ReviewCount), ("rating", tool.Rating) })
        {
            if (value != 0)
            {
                yield return $"{name} must be 0 or left out: it is measured, not submitted";
            }
        }
    }
}
