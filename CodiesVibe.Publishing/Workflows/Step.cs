using CodiesVibe.Publishing.Yaml;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>A step of a job: an action, or up to three lines of the shell.</summary>
/// <param name="Name">For people.</param>
internal sealed record Step(string Name)
{
    /// <summary>By which its outputs are found.</summary>
    public string? Id { get; init; }

    public ActionPin? Uses { get; init; }

    /// <summary>The inputs of the action.</summary>
    public YamlMap With { get; init; } = [];

    public string? Run { get; init; }

    /// <summary>What comes from elsewhere, which never stands in the lines of the shell itself.</summary>
    public YamlMap Env { get; init; } = [];

    public string? If { get; init; }

    /// <summary>Its own limit; null where that of the job is enough.</summary>
    public int? Minutes { get; init; }

    public YamlMap ToYaml() => new()
    {
        { "name", Name },
        { "id", Id },
        { "if", If },
        { "uses", Uses },
        { "with", With },
        { "env", Env },
        { "run", Run is null || !Run.Contains('\n', StringComparison.Ordinal) ? Run : new YamlLines(Run) },
        { "timeout-minutes", Minutes },
    };
}
