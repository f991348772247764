using System.Text.RegularExpressions;
using CodiesVibe.Publishing.Grafana;
using CodiesVibe.Publishing.Prometheus;

namespace CodiesVibe.Tests.Publishing.Prometheus;

/// <summary>The metrics that the rules and the dashboards read.</summary>
internal static partial class UsedMetrics
{
    private static readonly IReadOnlyList<Rule> s_rules = [.. PrometheusConfiguration.Rules.SelectMany(file => file.Groups).SelectMany(group => group.Rules)];

    /// <summary>What Prometheus makes of itself: about each target, about the alerts, and by the rules.</summary>
    private static readonly HashSet<string> s_made = [.. s_rules.OfType<Recording>().Select(recording => recording.Name), "up", "ALERTS", "scrape_duration_seconds"];

    private static readonly HashSet<string> s_words = ["and", "or", "unless", "by", "without", "on", "ignoring", "bool", "offset"];

    public static IReadOnlyList<string> All { get; } =
    [
        .. s_rules.Select(rule => rule.Expression)
            .Concat(GrafanaConfiguration.All.SelectMany(dashboard => dashboard.Panels).Where(panel => panel.Kind != PanelKind.Logs).SelectMany(panel => panel.Queries).Select(query => query.Expression))
            .SelectMany(In).Except(s_made).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The metrics of one source.</summary>
    public static IEnumerable<string> With(params string[] prefixes) => All.Where(name => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>The names in an expression that are neither functions, nor words of the language, nor labels.</summary>
    public static IEnumerable<string> In(string expression) =>
        Name().Matches(Skipped().Replace(expression, " ")).Select(name => name.Value).Except(s_words);

    [GeneratedRegex("""\{[^}]*\}|"[^"]*"|\[[^\]]*\]|\b(?:by|without|on|ignoring)\s*\([^)]*\)""")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"(?<![\w:.])[a-zA-Z_][\w:]*(?![\w:]|\s*\()")]
    private static partial Regex Name();
}
