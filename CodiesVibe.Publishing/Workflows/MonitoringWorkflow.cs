using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>Asks both environments from outside, all day.</summary>
internal static class MonitoringWorkflow
{
    /// <summary>Its file.</summary>
    public const string File = "monitoring.yml";

    private const string EveryQuarterOfAnHour = "*/15 * * * *";

    public static YamlMap Render() => new()
    {
        { "name", "Monitoring" },
        { "on", Trigger.At(EveryQuarterOfAnHour) },
        WorkflowFiles.Common,
        { "concurrency", new YamlMap { { "group", "monitoring" }, { "cancel-in-progress", false } } },
        {
            "jobs", new YamlMap
            {
                { "production", Probe("production").ToYaml() },
                { "staging", Probe("staging").ToYaml() },
                { NotifyJob.Name, Notify.ToYaml() },
            }
        },
    };

    /// <summary>After every run, since it is also news that a site is well again. One issue lasts as long as the outage.</summary>
    private static Job Notify => NotifyJob.Of(
        "Monitoring", ["production", "staging"], "track-outage", new YamlMap { { "GH_TOKEN", "${{ github.token }}" }, { "GH_REPO", "${{ github.repository }}" } }) with
    {
        If = "always()",
        Permissions = new() { { "contents", "read" }, { "issues", "write" } },
    };

    /// <summary>Outside of the environments of GitHub, whose reviewers would have to approve each run.</summary>
    private static Job Probe(string environment) => new($"Probe of {environment}", Stage.OtherMinutes)
    {
        If = $"{AddressOf(environment)} != ''",
        Steps = [.. Steps.Tool, Steps.Do("Probe", "probe", new YamlMap { { "Deploy__Address", $"${{{{ {AddressOf(environment)} }}}}" } }, environment)],
    };

    private static string AddressOf(string environment) => $"vars.{environment.ToUpperInvariant()}_ADDRESS";
}
