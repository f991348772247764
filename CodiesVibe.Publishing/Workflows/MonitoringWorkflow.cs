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
                { NotifyJob.Name, NotifyJob.Of("Monitoring", ["production", "staging"]).ToYaml() },
            }
        },
    };

    /// <summary>Outside of the environments of GitHub, whose reviewers would have to approve each run.</summary>
    private static Job Probe(string environment) => new($"Probe of {environment}", Stage.OtherMinutes)
    {
        If = $"{AddressOf(environment)} != ''",
        Steps = [.. Steps.Tool, Steps.Do("Probe", "probe", new YamlMap { { "Deploy__Address", $"${{{{ {AddressOf(environment)} }}}}" } }, environment)],
    };

    private static string AddressOf(string environment) => $"vars.{environment.ToUpperInvariant()}_ADDRESS";
}
