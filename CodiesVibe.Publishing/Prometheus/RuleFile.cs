using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Prometheus;

/// <summary>A file of rules.</summary>
/// <param name="Name">Without folder and ending.</param>
/// <param name="Groups">In order.</param>
internal sealed record RuleFile(string Name, IReadOnlyList<RuleGroup> Groups)
{
    public string Render() => YamlWriter.Write(new()
    {
        { "groups", Groups.Select(group => new YamlMap { { "name", group.Name }, { "interval", group.Interval }, { "rules", group.Rules.Select(Render) } }) },
    });

    private static YamlMap Render(Rule rule) => rule switch
    {
        Recording recording => new()
        {
            { "record", recording.Name },
            { "expr", new YamlLines(rule.Expression) },
            { "labels", recording.Label is { } label ? new YamlMap { { label.Name, label.Value } } : null },
        },
        Alert alert => new()
        {
            { "alert", alert.Name },
            { "expr", new YamlLines(rule.Expression) },
            { "for", alert.For },
            { "labels", new YamlMap { { "severity", SeverityName(alert.Severity) }, { "service", alert.Service } } },
            { "annotations", new YamlMap { { "summary", alert.Summary }, { "description", alert.Remedy } } },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    /// <summary>The value of the label <c>severity</c>.</summary>
    public static string SeverityName(Severity severity) => severity switch
    {
        Severity.Warning => "warning",
        Severity.Critical => "critical",
        Severity.Escalated => "escalated",
        _ => "heartbeat",
    };
}
