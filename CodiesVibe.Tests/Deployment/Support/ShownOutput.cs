using System.Text.RegularExpressions;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Deployment.Support;

/// <summary>The output of commands, as docs/deployment.md shows it below "What it looks like"; each block begins with the command.</summary>
internal static partial class ShownOutput
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "deployment.md"));

    /// <summary>What is shown for a step is what was printed, except for numbers, names, digests, colours, pulls and the pipeline's own lines.</summary>
    public static void Check(string step, string printed)
    {
        var shown = Block().Matches(s_page).Single(block => block.Groups[1].Value == step).Groups[2].Value;
        Assert.True(Lines(shown).SequenceEqual(Lines(printed)), $"docs/deployment.md does not show what '{step}' prints:\n{printed}");
    }

    private static List<string> Lines(string text) =>
        [.. text.Split('\n').Where(line => line.Length > 0 && !Pipeline().IsMatch(line) && !Pull().IsMatch(line)).Select(line => Space().Replace(Changing().Replace(Colour().Replace(line.TrimEnd(), ""), "#"), " "))];

    [GeneratedRegex(@"^```text\n\$ dotnet aspire (?:do )?([a-z-]+) .*\n((?:.*\n)*?)```", RegexOptions.Multiline)]
    private static partial Regex Block();

    /// <summary>What Aspire logs.</summary>
    [GeneratedRegex(@"^(info: Aspire|      Aspire )")]
    private static partial Regex Pipeline();

    [GeneratedRegex(@"\b\S+@\S+|(?<= to )\d+\.\d+\.\d+\.\d+$|vps\.example\.org|^\S+/(?=codiesvibe-)|\d+([.:-]\d+)*( (s|min|h|days)\b)?")]
    private static partial Regex Changing();

    /// <summary>Which images the server lacks depends on what was deployed before.</summary>
    [GeneratedRegex("^(Pulling |Pulled |The server has every image)")]
    private static partial Regex Pull();

    /// <summary>Which slot is free depends on what was deployed before.</summary>
    [GeneratedRegex(@"(?<=(frontend|backend))-green\b|(?<=\()(blue|green)(?=\))")]
    private static partial Regex Colour();

    [GeneratedRegex(" +")]
    private static partial Regex Space();
}
