using System.Text;

namespace CodiesVibe.Publishing.Prometheus;

/// <summary>A file of rules.</summary>
/// <param name="Name">Without folder and ending.</param>
/// <param name="Groups">In order.</param>
internal sealed record RuleFile(string Name, IReadOnlyList<RuleGroup> Groups)
{
    public string Render()
    {
        var yaml = new StringBuilder("groups:\n");
        foreach (var group in Groups)
        {
            yaml.Append($"  - name: {group.Name}\n");
            if (group.Interval is not null)
            {
                yaml.Append($"    interval: {group.Interval}\n");
            }

            yaml.Append("    rules:\n").AppendJoin("", group.Rules.Select(Render));
        }

        return yaml.ToString();
    }

    private static string Render(Rule rule) => rule switch
    {
        Recording recording => $"      - record: {recording.Name}\n" + Expression(rule)
            + (recording.Label is { } label ? $"        labels:\n          {label.Name}: {Quoted.Text(label.Value)}\n" : ""),
        Alert alert => $"      - alert: {alert.Name}\n" + Expression(rule)
            + $"        for: {alert.For}\n        labels:\n          severity: {SeverityName(alert.Severity)}\n"
            + (alert.Service is null ? "" : $"          service: {Quoted.Text(alert.Service)}\n")
            + $"        annotations:\n          summary: {Quoted.Text(alert.Summary)}\n          description: {Quoted.Text(alert.Remedy)}\n",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    private static string Expression(Rule rule) => $"        expr: |-\n{string.Concat(rule.Expression.Split('\n').Select(line => $"          {line}\n"))}";

    /// <summary>The value of the label <c>severity</c>.</summary>
    public static string SeverityName(Severity severity) => severity switch
    {
        Severity.Warning => "warning",
        Severity.Critical => "critical",
        Severity.Escalated => "escalated",
        _ => "heartbeat",
    };
}
