using System.Text.Json;
using System.Text.RegularExpressions;
using CodiesVibe.Tests.Build;

namespace CodiesVibe.Tests.Publishing.Images;

/// <summary>A Dockerfile of the repository, read: its build arguments before the first stage, and its stages.</summary>
internal sealed partial class Dockerfile
{
    public Dockerfile(string name)
    {
        Name = name;
        Instructions = [.. Read(File.ReadAllText(Path.Combine(Repository.Root, name)))];
        foreach (var (keyword, rest) in Instructions)
        {
            if (keyword == "FROM")
            {
                var from = From().Match(rest);
                Assert.True(from.Success, rest);
                Stages.Add(new Stage(from.Groups["name"].Value, from.Groups["base"].Value, from.Groups["platform"].Value, []));
            }
            else if (Stages.Count > 0)
            {
                Stages[^1].Own.Add((keyword, rest));
            }
            else
            {
                var parts = rest.Split('=', 2);
                Arguments.Add(parts[0], parts.ElementAtOrDefault(1));
            }
        }
    }

    public string Name { get; }

    public IReadOnlyList<(string Keyword, string Text)> Instructions { get; }

    /// <summary>Global arguments and their defaults.</summary>
    public Dictionary<string, string?> Arguments { get; } = [];

    public List<Stage> Stages { get; } = [];

    public Stage this[string stage] => Assert.Single(Stages, candidate => candidate.Name == stage);

    /// <summary>What comes from the build context, relative to its root.</summary>
    public IEnumerable<string> Copied => Stages.SelectMany(stage => stage.All("COPY"))
        .Where(rest => !rest.StartsWith("--from", StringComparison.Ordinal))
        .SelectMany(rest => rest.Split(' ')[..^1]);

    public override string ToString() => Name;

    /// <summary>Comments dropped, continued lines joined.</summary>
    private static IEnumerable<(string, string)> Read(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.StartsWith('#'))).Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries))
            .Select(parts => (parts[0], parts[1]));

    [GeneratedRegex(@"^(--platform=(?<platform>\S+) )?(?<base>\S+) AS (?<name>\w+)$")]
    private static partial Regex From();

    /// <summary>One stage with the instructions that it adds to its base.</summary>
    internal sealed record Stage(string Name, string Base, string Platform, List<(string Keyword, string Text)> Own)
    {
        public IEnumerable<string> All(string keyword) => Own.Where(instruction => instruction.Keyword == keyword).Select(instruction => instruction.Text);

        public string One(string keyword) => Assert.Single(All(keyword));

        /// <summary>The probe's program and arguments, without <c>CMD</c>.</summary>
        public IReadOnlyList<string> Probe() => JsonSerializer.Deserialize<List<string>>(One("HEALTHCHECK").Split(" CMD ", 2)[1])!;

        /// <summary>One of the probe's times, as written.</summary>
        public string? ProbeOption(string name) =>
            Regex.Match(One("HEALTHCHECK"), $@"--{name}=(\S+)") is { Success: true } match ? match.Groups[1].Value : null;
    }
}
