using System.Text.RegularExpressions;
using CodiesVibe.Deployment.Configuration;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Deployment.State;

namespace CodiesVibe.Tests.Docs;

/// <summary>The page about deployment agrees with the program.</summary>
public sealed partial class DeploymentPageTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "deployment.md"));

    private static readonly string[] s_sources = ["DeploymentSteps.cs", "ImageSteps.cs"];

    [Fact]
    public void The_table_of_options_is_that_of_the_reader() => Assert.Equal(
        DeployOptionsReader.Keys.Append("Settings:NAME").Order(StringComparer.Ordinal),
        Rows("Configuration").SelectMany(row => Code().Matches(row.Split('|')[1]).Select(key => key.Groups[1].Value)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_default_timeouts_are_those_of_the_program() => Assert.All(typeof(DeployTimeouts).GetProperties(), limit =>
        Assert.Contains($"| `Timeouts:{limit.Name}` | `{limit.GetValue(DeployedServer.Options.Timeouts)}` |", s_text, StringComparison.Ordinal));

    [Fact]
    public void Every_step_is_documented() => Assert.Equal(
        s_sources.SelectMany(file => Step().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CodiesVibe.AppHost", "Pipeline", file))))
            .Select(step => step.Groups[1].Value).Order(StringComparer.Ordinal),
        Rows("Steps").SelectMany(row => Code().Matches(row.Split('|')[1]).Select(step => step.Groups[1].Value)).Order(StringComparer.Ordinal));

    /// <summary>The rows of the tables of a section, without their heads.</summary>
    private static IEnumerable<string> Rows(string section) => s_text.Split("\n## ").Single(part => part.StartsWith($"{section}\n", StringComparison.Ordinal)).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("""(?:session\.Add|AddStep)\("([a-z-]+)""")]
    private static partial Regex Step();
}
