using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CodiesVibe.Tests.Build;
using CodiesVibe.Tests.Publishing.Support;

namespace CodiesVibe.Tests.Publishing.Prometheus;

/// <summary>One test of promtool: what it expects of alerts, in the order of time.</summary>
/// <param name="Name">The file and the test's own name.</param>
/// <param name="Expectations">Those whose expression selects alerts by their labels and nothing else.</param>
internal sealed partial record RuleFixture(string Name, IReadOnlyList<AlertExpectation> Expectations)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "CodiesVibe.Tests", "Publishing", "Prometheus", "RuleFixtures");

    /// <summary>The names of the files, without ending.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Directory.GetFiles(Folder, "*.yml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static IEnumerable<RuleFixture> All() => Files.SelectMany(Read);

    /// <summary>Alerts that fire at some time of this test and are not silent both before and after it.</summary>
    public IEnumerable<string> WithoutThreePhases() =>
        from expectation in Expectations
        from alert in expectation.Firing
        where !Expectations.Any(other => other.Time < expectation.Time && other.IsSilentAbout(alert)) || !Expectations.Any(other => other.Time > expectation.Time && other.IsSilentAbout(alert))
        select $"{alert["alertname"]} in {Name}";

    private static IEnumerable<RuleFixture> Read(string file) =>
        YamlFile.Parse(File.ReadAllText(Path.Combine(Folder, $"{file}.yml")))["tests"]!.AsArray().Select(test => new RuleFixture(
            $"{file}.yml: {test!["name"]}",
            [.. (test["promql_expr_test"]?.AsArray() ?? []).Where(expected => Selector().IsMatch(expected!["expr"]!.ToString())).Select(expected => Read(expected!.AsObject()))]));

    private static AlertExpectation Read(JsonObject expected) => new(
        Duration().Matches(expected["eval_time"]!.ToString()).Aggregate(TimeSpan.Zero, (sum, part) => sum + int.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * Unit(part.Groups[2].Value)),
        [.. LabelMatcher.ReadAll(expected["expr"]!.ToString())],
        [.. (expected["exp_samples"]?.AsArray() ?? []).Select(sample => LabelMatcher.ReadAll(sample!["labels"]!.ToString()).ToDictionary(label => label.Name, label => label.Value))]);

    private static TimeSpan Unit(string letter) => letter switch
    {
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    [GeneratedRegex(@"^ALERTS(\{[^}]*\})?$")]
    private static partial Regex Selector();

    [GeneratedRegex(@"(\d+)([smhd])")]
    private static partial Regex Duration();
}
