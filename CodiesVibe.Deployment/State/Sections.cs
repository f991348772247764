namespace CodiesVibe.Deployment.State;

/// <summary>What a script on the server prints, in sections that begin with <c>@@ NAME</c>.</summary>
internal sealed class Sections
{
    private readonly Dictionary<string, string> _sections;

    private Sections(Dictionary<string, string> sections) => _sections = sections;

    /// <summary>All of them by name.</summary>
    public IReadOnlyDictionary<string, string> All => _sections;

    /// <summary>The text of a section.</summary>
    public string this[string name] => _sections[name];

    /// <exception cref="DeploymentException">The text is not whole.</exception>
    public static Sections Parse(string text)
    {
        var sections = text.Split("\n@@ ").Skip(1).Select(section => section.Split('\n', 2)).ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
        return sections.ContainsKey("end") ? new(sections) : throw new DeploymentException("The state of the server could not be read whole. Try again.");
    }

    /// <summary>The lines of a section that are not empty.</summary>
    public List<string> Lines(string name) => [.. _sections[name].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
