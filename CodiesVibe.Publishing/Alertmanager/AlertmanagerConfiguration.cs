using CodiesVibe.Publishing.Model;
using CodiesVibe.Publishing.Prometheus;
using CodiesVibe.Publishing.Yaml;

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
        GeneratedFile.Text($"{Folder}/routes.yml", YamlWriter.Write(s_routing)),
        GeneratedFile.Text($"{Folder}/{Script}", Resource.Read($"Alertmanager/{Script}")),
    ];

    /// <summary>A configuration that notifies nobody: alerts are seen in Alertmanager only.</summary>
    public static IEnumerable<GeneratedFile> RenderWithoutChannels() =>
        [GeneratedFile.Text($"{Folder}/alertmanager.yml", YamlWriter.Write(new() { s_routing, { "receivers", s_receivers.Select(receiver => new YamlMap { { "name", receiver } }) } }))];

    private static readonly YamlMap s_routing = new()
    {
        {
            "route",
            new YamlMap
            {
                { "receiver", "team" },
                { "group_by", ["alertname", "service"] },
                { "group_wait", "30s" },
                { "group_interval", "5m" },
                { "repeat_interval", "12h" },
                {
                    "routes",
                    [
                        Route(Severity.Heartbeat, "watchdog", wait: "0s", interval: "1m", repeat: "5m"),
                        Route(Severity.Escalated, "escalation", wait: "0s", repeat: "15m"),
                        Route(Severity.Critical, "on-call", wait: "10s", interval: "1m", repeat: "1h"),
                        Route(Severity.Warning, "team"),
                    ]
                },
            }
        },
        // One cause, one message: what follows from another alert is not told as well.
        {
            "inhibit_rules",
            [
                new YamlMap { { "source_matchers", Matchers(Severity.Critical) }, { "target_matchers", Matchers(Severity.Warning) }, { "equal", ["service"] } },
                new YamlMap
                {
                    { "source_matchers", ["alertname=~\"ServiceDown|EdgeDown|MongoDbDown\""] },
                    { "target_matchers", ["alertname=~\"SiteDown|EdgeErrorRate|HighErrorRate|ErrorBudgetBurnsFast\""] },
                },
            ]
        },
    };

    private static YamlMap Route(Severity severity, string receiver, string? wait = null, string? interval = null, string? repeat = null) => new()
    {
        { "matchers", Matchers(severity) },
        { "receiver", receiver },
        { "group_wait", wait },
        { "group_interval", interval },
        { "repeat_interval", repeat },
    };

    private static string[] Matchers(Severity severity) => [$"severity=\"{RuleFile.SeverityName(severity)}\""];
}
