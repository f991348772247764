using System.Text.RegularExpressions;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Docs;

/// <summary>A scenario of docs/operating.md: what is shown, the commands that look, and those that mend.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Shows">What the product shows, in code.</param>
/// <param name="Checks">All commands that look.</param>
/// <param name="Does">All commands that mend.</param>
internal sealed partial record Handbook(string Name, IReadOnlyList<string> Shows, IReadOnlyList<string> Checks, IReadOnlyList<string> Does)
{
    public static string Page { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating.md"));

    public static IReadOnlyList<Handbook> Scenarios { get; } =
    [
        .. Page.Split("\n## ").Single(part => part.StartsWith("When something fails\n", StringComparison.Ordinal)).Split("\n### ").Skip(1)
            .Select(text => new Handbook(text.Split('\n')[0], Codes(text, "Shows"), Codes(text, "Check"), [.. Codes(text, "Do"), .. Codes(text, "Does")])),
    ];

    /// <summary>All commands of the page that call the app host, whole.</summary>
    public static IReadOnlyList<string> Commands { get; } =
        [.. Code().Matches(Page).Select(code => code.Groups[1].Value).Concat(Indented().Matches(Page).Select(line => line.Groups[1].Value)).Where(IsCommand)];

    public static bool IsCommand(string text) => text.StartsWith("dotnet aspire ", StringComparison.Ordinal);

    private static IReadOnlyList<string> Codes(string text, string point) =>
        [.. text.Split('\n').Where(line => line.StartsWith($"- **{point}:** ", StringComparison.Ordinal)).SelectMany(line => Code().Matches(line)).Select(code => code.Groups[1].Value)];

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^    (\\S.*)$", RegexOptions.Multiline)]
    private static partial Regex Indented();
}
