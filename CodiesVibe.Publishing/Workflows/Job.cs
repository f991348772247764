using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>A job on a machine of GitHub.</summary>
/// <param name="Title">For people.</param>
/// <param name="Minutes">After how many minutes it is ended.</param>
internal sealed record Job(string Title, int Minutes)
{
    private const string Runner = "ubuntu-24.04";

    /// <summary>The jobs that it waits for.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    public string? If { get; init; }

    /// <summary>What its token may do; nothing else.</summary>
    public YamlMap Permissions { get; init; } = new() { { "contents", "read" } };

    /// <summary>The environment whose secrets it gets, and whose reviewers it waits for.</summary>
    public string? Environment { get; init; }

    public YamlMap? Concurrency { get; init; }

    /// <summary>What later jobs get to know.</summary>
    public YamlMap Outputs { get; init; } = [];

    public YamlMap Env { get; init; } = [];

    public required IReadOnlyList<Step> Steps { get; init; }

    public YamlMap ToYaml() => new()
    {
        { "name", Title },
        { "needs", Needs },
        { "if", If },
        { "runs-on", Runner },
        { "timeout-minutes", Minutes },
        { "permissions", Permissions },
        { "environment", Environment },
        { "concurrency", Concurrency },
        { "outputs", Outputs },
        { "env", Env },
        { "steps", Steps.Select(step => step.ToYaml()) },
    };
}
