using System.Globalization;
using System.Text.Json.Nodes;
using CodiesVibe.Deployment.Configuration;

namespace CodiesVibe.Deployment.Notification;

/// <summary>A notice in the form that each receiver reads.</summary>
internal static class NoticeBodies
{
    /// <summary>What PagerDuty accepts as a summary.</summary>
    private const int LongestSummary = 1024;

    /// <summary>For a program of your own.</summary>
    public static JsonObject Webhook(Notice notice) => new()
    {
        ["project"] = Notice.Project,
        ["environment"] = notice.Environment,
        ["result"] = DeployOptionsReader.Name(notice.Kind),
        ["text"] = notice.Text,
        ["by"] = notice.By,
        ["at"] = notice.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
    };

    /// <summary>For an incoming webhook of Slack (https://docs.slack.dev/messaging/formatting-message-text#escaping).</summary>
    public static JsonObject Slack(Notice notice) => new()
    {
        ["text"] = $"{notice.Title} ({notice.By})".Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal),
    };

    /// <summary>For the Events API of PagerDuty, version 2: a failure opens an incident, and the next success closes it.</summary>
    /// <param name="routingKey">The key of the service there.</param>
    /// <param name="notice">The notice.</param>
    public static JsonObject PagerDuty(string routingKey, Notice notice) => new()
    {
        ["routing_key"] = routingKey,
        ["event_action"] = notice.Kind == NoticeKind.Succeeded ? "resolve" : "trigger",
        ["dedup_key"] = $"{Notice.Project}-{notice.Environment}-{(notice.Kind == NoticeKind.Test ? "test" : "deployment")}",
        ["payload"] = new JsonObject
        {
            ["summary"] = notice.Title.Length <= LongestSummary ? notice.Title : notice.Title[..LongestSummary],
            ["source"] = notice.By,
            ["severity"] = notice.Kind == NoticeKind.Failed ? "error" : "info",
        },
    };
}
