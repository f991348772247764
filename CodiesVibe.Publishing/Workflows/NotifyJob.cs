using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>Tells people which stages failed, and where their output is. GitHub counts a stage that took too long as cancelled.</summary>
internal static class NotifyJob
{
    /// <summary>The name of the job.</summary>
    public const string Name = "notify";

    /// <summary>Where a stage failed. A pull request is cancelled by its next commit.</summary>
    public const string AnyFailed = "always() && (contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled') && github.event_name != 'pull_request')";

    private const string Folder = "channels";

    /// <summary>A secret of the repository for each, as the file of the channel is named for a deployment. One that is not set is no channel.</summary>
    private static readonly string[] s_channels = ["webhook-url", "slack-webhook-url", "pagerduty-routing-key"];

    /// <param name="pipeline">What failed, for people.</param>
    /// <param name="jobs">The jobs of the stages.</param>
    /// <param name="step">The step of the app host that tells people.</param>
    /// <param name="env">What the step needs beside the results.</param>
    public static Job Of(string pipeline, IReadOnlyList<string> jobs, string step = "report-failure", YamlMap? env = null) => new("Notification", Minutes: Stage.OtherMinutes)
    {
        Needs = jobs,
        If = AnyFailed,
        Steps =
        [
            .. Steps.Tool,
            .. s_channels.Select(Channel),
            Steps.Do("Failed stages", step, new YamlMap
            {
                { "Delivery__Pipeline", pipeline },
                { "Delivery__Stages", "${{ toJSON(needs) }}" },
                { "Delivery__Run", "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}" },
                { "Deploy__NotificationsDirectory", Steps.PathOf(Folder) },
                env ?? [],
            }),
        ],
    };

    private static Step Channel(string file) => new($"Channel {file}")
    {
        Run = $"""
            umask 077
            mkdir -p "$RUNNER_TEMP/{Folder}"
            [ -z "$SECRET" ] || printf '%s\n' "$SECRET" > "$RUNNER_TEMP/{Folder}/{file}"
            """,
        Env = new() { { "SECRET", $"${{{{ secrets.{file.ToUpperInvariant().Replace('-', '_')} }}}}" } },
    };
}
