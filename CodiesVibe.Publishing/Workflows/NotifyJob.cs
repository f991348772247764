using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>Says which stages failed, and where their output is. GitHub counts a stage that took too long as cancelled.</summary>
internal static class NotifyJob
{
    /// <summary>The name of the job.</summary>
    public const string Name = "notify";

    /// <param name="pipeline">What failed, for people.</param>
    /// <param name="jobs">The jobs of the stages.</param>
    public static Job Of(string pipeline, IReadOnlyList<string> jobs) => new("Notification", Minutes: Stage.OtherMinutes)
    {
        Needs = jobs,
        // A pull request is cancelled by its next commit.
        If = "always() && (contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled') && github.event_name != 'pull_request')",
        Steps =
        [
            .. Steps.Tool,
            Steps.Do("Failed stages", "report-failure", new YamlMap
            {
                { "Delivery__Pipeline", pipeline },
                { "Delivery__Stages", "${{ toJSON(needs) }}" },
                { "Delivery__Run", "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}" },
            }),
        ],
    };
}
