using System.Text.RegularExpressions;
using CodiesVibe.Publishing.EnvFiles;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.EnvFiles;

/// <summary>The example of the env file has every variable that the compose files read.</summary>
public sealed partial class EnvExampleTests
{
    private static readonly string[] s_ofCompose = ["COMPOSE_IGNORE_ORPHANS", "COMPOSE_PROJECT_NAME"];

    /// <summary>What only the script for secrets reads.</summary>
    private static readonly string[] s_ofScript = ["SITE_NAMES"];

    [Theory]
    [Requirement("R073", "R086")]
    [InlineData("production")]
    [InlineData("staging")]
    public void It_has_every_variable_that_a_compose_file_reads_and_no_other(string environment)
    {
        var read = ComposeText.Names.SelectMany(file => Reference().Matches(Published.Text(file)).Select(match => match.Groups[1].Value));
        var said = Line().Matches(Published.Text($".env.{environment}.example")).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(read.Concat(s_ofCompose).Concat(s_ofScript).Distinct().Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("production")]
    [InlineData("staging")]
    public void What_is_required_stands_open_and_nothing_secret_has_a_value(string environment)
    {
        var text = Published.Text($".env.{environment}.example");
        Assert.Equal(
            ["BACKEND_IMAGE=", $"CODIESVIBE_ENVIRONMENT={environment}", "FRONTEND_IMAGE="],
            Required().Matches(text).Select(match => match.Groups[1].Value));
        Assert.All(Published.Model.Secrets, secret => Assert.DoesNotMatch($"(?im)^#?{secret.Name.Replace('-', '_')}=.", text));
        // Staging may stand beside production.
        Assert.Contains(environment == "staging" ? "\nCOMPOSE_PROJECT_NAME=codiesvibe-staging\n" : "\nCOMPOSE_PROJECT_NAME=codiesvibe\n", text, StringComparison.Ordinal);
        Assert.Contains(environment == "staging" ? "\nNAME_PREFIX=staging-\n" : "\n#NAME_PREFIX=\n", text, StringComparison.Ordinal);
        Assert.Contains("\nCOMPOSE_IGNORE_ORPHANS=true\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_variable_is_described() => Assert.All(
        Line().Matches(Published.Text(".env.production.example")).Select(match => match.Groups[1].Value).Except(s_ofCompose),
        name => Assert.NotEqual(EnvVariable.Describe(Published.Model, "ANY_OTHER").Description, EnvVariable.Describe(Published.Model, name).Description));

    [GeneratedRegex(@"(?<!\$)\$\{(\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?m)^#?([A-Z][A-Z0-9_]*)=")]
    private static partial Regex Line();

    [GeneratedRegex(@"(?m)^# Required\. .+\n(.*)$")]
    private static partial Regex Required();
}
