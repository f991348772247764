using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>What starts a workflow.</summary>
internal static class Trigger
{
    /// <summary>The branches that images are built from by themselves.</summary>
    private static readonly string[] s_branches = ["main", "staging"];

    /// <summary>A version: <c>v1.2.3</c>. Paths do not matter for tags.</summary>
    private static readonly string[] s_tags = ["v*"];

    /// <summary>A push to a protected branch or of a version, and a pull request to a protected branch, where one of the paths changed; or by hand.</summary>
    public static YamlMap ChangeOf(IReadOnlyList<string> paths) => new()
    {
        { "push", new YamlMap { { "branches", s_branches }, { "tags", s_tags }, { "paths", paths } } },
        { "pull_request", new YamlMap { { "branches", s_branches }, { "paths", paths } } },
        ByHand(),
    };

    /// <summary>At the times of a cron line, in UTC; or by hand.</summary>
    public static YamlMap At(string cron) => new() { { "schedule", [new YamlMap { { "cron", cron } }] }, ByHand() };

    /// <summary>An event without settings of its own.</summary>
    private static YamlMap ByHand() => new() { { "workflow_dispatch", new YamlNothing() } };
}
