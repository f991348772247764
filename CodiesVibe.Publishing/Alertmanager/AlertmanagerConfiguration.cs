using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Prometheus;

namespace CodiesVibe.Publishing.Alertmanager;

/// <summary>
/// <c>alertmanager/</c>: who is told of an alert, and how often. A warning goes to the team; what is critical also calls whoever is on duty; what nobody took up
/// calls again, more often. Taking up means a silence on the alert's service.
/// </summary>
internal static class AlertmanagerConfiguration
{
    public const string Folder = "alertmanager";

    /// <summary>The script in <see cref="Folder"/> that writes the configuration in the container and starts Alertmanager.</summary>
    public const string Script = "start.sh";

    /// <summary>The secrets of the channels, as files below <c>/run/secrets</c>; a channel whose secret is empty is off.</summary>
    public static readonly IReadOnlyList<string> Secrets = ["smtp-password", "slack-webhook-url", "pagerduty-routing-key", "watchdog-url"];

    private static readonly IReadOnlyList<string> s_receivers = ["team", "on-call", "escalation", "watchdog"];

    /// <summary>For production: the routes, and the script that adds the channels that are filled in on the server.</summary>
    public static IEnumerable<GeneratedFile> Render(SystemModel model) => model.Find(Folder) is null ? [] :
    [
        GeneratedFile.Text($"{Folder}/routes.yml", Routes + Inhibitions),
        GeneratedFile.Text($"{Folder}/{Script}", Resource.Read($"Alertmanager/{Script}")),
    ];

    /// <summary>A configuration that notifies nobody: alerts are seen in Alertmanager only.</summary>
    public static IEnumerable<GeneratedFile> RenderWithoutChannels() =>
        [GeneratedFile.Text($"{Folder}/alertmanager.yml", $"{Routes}{Inhibitions}receivers:\n{string.Concat(s_receivers.Select(receiver => $"  - name: {receiver}\n"))}")];

    private static readonly string Routes = $"""
        route:
          receiver: team
          group_by: [alertname, service]
          group_wait: 30s
          group_interval: 5m
          repeat_interval: 12h
          routes:
            - matchers: [severity="{RuleFile.SeverityName(Severity.Heartbeat)}"]
              receiver: watchdog
              group_wait: 0s
              group_interval: 1m
              repeat_interval: 5m
            - matchers: [severity="{RuleFile.SeverityName(Severity.Escalated)}"]
              receiver: escalation
              group_wait: 0s
              repeat_interval: 15m
            - matchers: [severity="{RuleFile.SeverityName(Severity.Critical)}"]
              receiver: on-call
              group_wait: 10s
              group_interval: 1m
              repeat_interval: 1h
            - matchers: [severity="{RuleFile.SeverityName(Severity.Warning)}"]
              receiver: team

        """;

    /// <summary>One cause, one message: what follows from another alert is not told as well.</summary>
    private static readonly string Inhibitions = $"""
        inhibit_rules:
          - source_matchers: [severity="{RuleFile.SeverityName(Severity.Critical)}"]
            target_matchers: [severity="{RuleFile.SeverityName(Severity.Warning)}"]
            equal: [service]
          - source_matchers: [alertname=~"ServiceDown|EdgeDown|MongoDbDown"]
            target_matchers: [alertname=~"SiteDown|EdgeErrorRate|HighErrorRate|ErrorBudgetBurnsFast"]

        """;
}
