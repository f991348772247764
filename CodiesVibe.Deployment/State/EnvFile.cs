using System.Text.RegularExpressions;

namespace CodiesVibe.Deployment.State;

/// <summary>An env file of compose: lines <c>NAME=value</c>, comments, and nothing quoted.</summary>
/// <param name="Text">The file.</param>
public sealed partial record EnvFile(string Text)
{
    /// <summary>The value of a setting; null where it is not set or empty.</summary>
    public string? this[string name] => Text.Split('\n').Where(line => line.StartsWith($"{name}=", StringComparison.Ordinal))
        .Select(line => line[(name.Length + 1)..].TrimEnd('\r')).LastOrDefault() is { Length: > 0 } value ? value : null;

    /// <summary>All settings that are set.</summary>
    public IReadOnlyDictionary<string, string> Settings => Text.Split('\n').Select(line => line.TrimEnd('\r'))
        .Where(line => line is [not '#', ..] && line.Contains('=', StringComparison.Ordinal)).Select(line => line.Split('=', 2))
        .GroupBy(parts => parts[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last()[1], StringComparer.Ordinal);

    /// <summary>A text of a compose file with values in place of its variables; one that has neither a value nor a default becomes empty.</summary>
    public string Resolve(string text) => Variable.Replace(text, match => match.Value == "$$" ? "$" : this[match.Groups["name"].Value] ?? match.Groups["default"].Value);

    /// <summary>The file with another value of a setting, in the line where it was, or where it is commented out.</summary>
    public EnvFile With(string name, string value)
    {
        var lines = Text.TrimEnd('\n').Split('\n').ToList();
        var index = lines.FindLastIndex(line => line.StartsWith($"{name}=", StringComparison.Ordinal));
        index = index >= 0 ? index : lines.FindLastIndex(line => line.StartsWith($"#{name}=", StringComparison.Ordinal));
        if (index >= 0)
        {
            lines[index] = $"{name}={value}";
        }
        else
        {
            lines.Add($"{name}={value}");
        }

        return new(string.Join('\n', lines) + "\n");
    }

    [GeneratedRegex(@"\$\$|\$\{(?<name>\w+)(:-(?<default>[^}]*)|:\?[^}]*)?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable { get; }
}
