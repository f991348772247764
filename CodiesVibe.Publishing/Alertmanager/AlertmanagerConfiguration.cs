using CodiesVibe.Publishing.Facts;
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

    /// <summary>Secret files, below <c>/run/secrets</c>; an empty one makes its own channel fail and no other.</summary>
    public static readonly IReadOnlyList<string> Secrets = [SmtpPassword, SlackAddress, PagerDutyKey];

    private const string SmtpPassword = "smtp-password";
    private const string SlackAddress = "slack-webhook-url";
    private const string PagerDutyKey = "pagerduty-routing-key";

    public static IEnumerable<GeneratedFile> Render(SystemModel model) => model.Find(Folder) is null ? [] : Render(model.Alerts);

    /// <param name="alerts">Where mail goes; null tells nobody, and alerts are seen in Alertmanager only.</param>
    public static IEnumerable<GeneratedFile> Render(AlertFacts? alerts) =>
        [GeneratedFile.Text($"{Folder}/alertmanager.yml", $"{Mail(alerts)}{Routes}{Inhibitions}receivers:\n{string.Concat(Receivers.Select(receiver => Receiver(receiver, alerts)))}")];

    private static readonly IReadOnlyList<(string Name, bool Calls)> Receivers = [("team", false), ("on-call", true), ("escalation", true)];

    private static readonly string Routes = $"""
        route:
          receiver: team
          group_by: [alertname, service]
          group_wait: 30s
          group_interval: 5m
          repeat_interval: 12h
          routes:
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
          - source_matchers: [alertname="ServiceDown"]
            target_matchers: [alertname=~"HighErrorRate|ErrorBudgetBurnsFast"]
            equal: [service]
          - source_matchers: [alertname="MongoDbDown"]
            target_matchers: [alertname=~"HighErrorRate|ErrorBudgetBurnsFast", service="{ServiceLevels.Backend}"]

        """;

    private static string Mail(AlertFacts? alerts) => alerts is null ? "" : $"""
        global:
          smtp_smarthost: {Quoted.Text(alerts.Smarthost)}
          smtp_from: {Quoted.Text(alerts.From)}
          smtp_auth_username: {Quoted.Text(alerts.User)}
          smtp_auth_password_file: /run/secrets/{SmtpPassword}
          slack_api_url_file: /run/secrets/{SlackAddress}

        """;

    private static string Receiver((string Name, bool Calls) receiver, AlertFacts? alerts) => alerts is null ? $"  - name: {receiver.Name}\n" : $$$"""
          - name: {{{receiver.Name}}}
            email_configs:
              - to: {{{Quoted.Text(alerts.To)}}}
                send_resolved: true
            slack_configs:
              - send_resolved: true
                title: '{{ .Status | toUpper }} {{ .CommonLabels.severity }}: {{ .CommonLabels.alertname }} ({{ .CommonLabels.service }})'
                text: '{{ range .Alerts }}{{ .Annotations.summary }} {{ .Annotations.description }}{{ "\n" }}{{ end }}'

        """ + (receiver.Calls ? $$$"""
                pagerduty_configs:
                  - routing_key_file: /run/secrets/{{{PagerDutyKey}}}
                    severity: critical
                    description: '{{ .CommonLabels.alertname }} ({{ .CommonLabels.service }}): {{ .CommonAnnotations.summary }}'

            """ : "");
}
