using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>Looks once a week at the packages that no commit changed: what was fine then may have become known as vulnerable.</summary>
internal static class DependencyUpdatesWorkflow
{
    /// <summary>Its file.</summary>
    public const string File = "dependency-updates.yml";

    private const string SundayAtTwo = "0 2 * * 0";

    /// <param name="parts">The parts whose packages are looked at.</param>
    public static YamlMap Render(IReadOnlyList<Part> parts) => new()
    {
        { "name", "Dependency updates" },
        { "on", Trigger.At(SundayAtTwo) },
        WorkflowFiles.Common,
        { "concurrency", new YamlMap { { "group", "dependency-updates" }, { "cancel-in-progress", false } } },
        { "jobs", new YamlMap { { Stage.Security.Job, Scan(parts).ToYaml() }, { NotifyJob.Name, NotifyJob.Of("Dependency updates", [Stage.Security.Job]).ToYaml() } } },
    };

    private static Job Scan(IReadOnlyList<Part> parts) => new(Stage.Security.Title, Stage.Security.Minutes)
    {
        Steps = [.. Steps.Tool, .. parts.Select(part => part.Node).OfType<NodePart>().Select(Steps.SetupNode), Steps.Do("Known vulnerabilities of packages", "scan-dependencies"), Steps.Do("Licences of packages", "scan-licences")],
    };
}
