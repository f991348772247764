using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>Looks once a week at the packages that no commit changed: what was fine then may have become known as vulnerable, and there may be newer versions.</summary>
internal static class DependencyUpdatesWorkflow
{
    /// <summary>Its file.</summary>
    public const string File = "dependency-updates.yml";

    private const string Updates = "updates";

    /// <summary>Each of up to four groups is restored and examined.</summary>
    private const int Minutes = 15;

    private const string SundayAtTwo = "0 2 * * 0";

    /// <param name="parts">The parts whose packages are looked at.</param>
    public static YamlMap Render(IReadOnlyList<Part> parts) => new()
    {
        { "name", "Dependency updates" },
        { "on", Trigger.At(SundayAtTwo) },
        WorkflowFiles.Common,
        { "concurrency", new YamlMap { { "group", "dependency-updates" }, { "cancel-in-progress", false } } },
        { "jobs", new YamlMap { { Stage.Security.Job, Scan(parts).ToYaml() }, { Updates, Propose(parts).ToYaml() }, { NotifyJob.Name, NotifyJob.Of("Dependency updates", [Stage.Security.Job, Updates]).ToYaml() } } },
    };

    private static Job Scan(IReadOnlyList<Part> parts) => new(Stage.Security.Title, Stage.Security.Minutes)
    {
        Steps = [.. Steps.Tool, .. NodesOf(parts).Select(Steps.SetupNode), Steps.Do("Known vulnerabilities of packages", "scan-dependencies"), Steps.Do("Licences of packages", "scan-licences")],
    };

    /// <summary>Beside the scan, since what that finds is to be raised first.</summary>
    private static Job Propose(IReadOnlyList<Part> parts) => new("Updates", Minutes)
    {
        Permissions = new() { { "contents", "write" }, { "pull-requests", "write" } },
        Steps =
        [
            .. Steps.Tool,
            .. NodesOf(parts).SelectMany(Steps.NodePackages),
            Steps.Do("Pull requests", "update-dependencies", new YamlMap { { "GH_TOKEN", "${{ github.token }}" }, { "GH_REPO", "${{ github.repository }}" } }),
        ],
    };

    private static IEnumerable<NodePart> NodesOf(IReadOnlyList<Part> parts) => parts.Select(part => part.Node).OfType<NodePart>();
}
