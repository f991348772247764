using System.Text.RegularExpressions;

namespace CodiesVibe.Tests.Publishing.Prometheus;

/// <summary>The alerts that promtool is to find at one time, and no others.</summary>
/// <param name="Time">Since the start of the test.</param>
/// <param name="Selector">Which alerts are looked at.</param>
/// <param name="Alerts">The labels of those that are there.</param>
internal sealed record AlertExpectation(TimeSpan Time, IReadOnlyList<LabelMatcher> Selector, IReadOnlyList<IReadOnlyDictionary<string, string>> Alerts)
{
    public IEnumerable<IReadOnlyDictionary<string, string>> Firing => Alerts.Where(alert => alert["alertstate"] == "firing" && alert["severity"] != "heartbeat");

    /// <summary>Whether that alert would be seen here, and is not there: neither firing nor pending.</summary>
    public bool IsSilentAbout(IReadOnlyDictionary<string, string> alert) =>
        Selector.All(matcher => matcher.Matches(alert))
        && !Alerts.Any(other => alert.All(label => label.Key == "alertstate" || other.GetValueOrDefault(label.Key) == label.Value));
}

/// <summary>A condition on a label, as PromQL writes it.</summary>
internal sealed partial record LabelMatcher(string Name, string Operator, string Value)
{
    public static IEnumerable<LabelMatcher> ReadAll(string text) => Form().Matches(text).Select(match => new LabelMatcher(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value));

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var actual = labels.GetValueOrDefault(Name, "");
        return Operator switch
        {
            "=" => actual == Value,
            "!=" => actual != Value,
            "=~" => Regex.IsMatch(actual, $"^(?:{Value})$"),
            _ => !Regex.IsMatch(actual, $"^(?:{Value})$"),
        };
    }

    [GeneratedRegex(@"(\w+)(=~|!~|!=|=)""([^""]*)""")]
    private static partial Regex Form();
}
