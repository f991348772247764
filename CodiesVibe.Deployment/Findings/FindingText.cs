using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Findings;

/// <summary>Findings as lines for a terminal of 100 columns.</summary>
internal static class FindingText
{
    private const int Width = 100;

    /// <summary>A table, each finding with its remedy below it.</summary>
    public static IEnumerable<string> Lines(IReadOnlyCollection<Finding> findings)
    {
        var column = findings.Max(finding => finding.Subject.Length) + 2;
        return findings.SelectMany(finding =>
        {
            var head = $"{DeployOptionsReader.Name(finding.Grade),-6}{finding.Subject.PadRight(column)}";
            return Wrap(head, finding.What).Concat(finding.Remedy.Length == 0 ? [] : Wrap($"{new string(' ', head.Length)}-> ", finding.Remedy));
        });
    }

    /// <summary>Reports the table.</summary>
    /// <exception cref="DeploymentException">A check failed: which ones.</exception>
    public static void Report(IReadOnlyCollection<Finding> findings, Action<string> report)
    {
        foreach (var line in Lines(findings))
        {
            report(line);
        }

        var failed = findings.Where(finding => finding.Grade == Grade.Fail).Select(finding => finding.Subject).ToList();
        if (failed.Count > 0)
        {
            throw new DeploymentException($"{failed.Count} of {findings.Count} checks failed: {string.Join(", ", failed)}.");
        }

        var warnings = findings.Count(finding => finding.Grade == Grade.Warn);
        report(warnings == 0 ? $"All {findings.Count} checks pass." : $"No check failed; {warnings} of {findings.Count} warn.");
    }

    /// <summary>Breaks between words; the lines after the first one are indented by the head.</summary>
    private static IEnumerable<string> Wrap(string head, string text)
    {
        var (line, isEmpty) = (head, true);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                yield return line;
                (line, isEmpty) = (new string(' ', head.Length), true);
            }

            (line, isEmpty) = (isEmpty ? line + word : $"{line} {word}", false);
        }

        yield return line.TrimEnd();
    }
}
