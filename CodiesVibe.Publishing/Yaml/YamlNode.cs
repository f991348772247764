using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CodiesVibe.Publishing.Yaml;

/// <summary>A node of a YAML document.</summary>
internal abstract record YamlNode
{
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator YamlNode?(string? text) => text is null ? null : new YamlScalar(YamlText.Of(text));

    public static implicit operator YamlNode(int number) => new YamlScalar(number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator YamlNode(double number) => new YamlScalar(number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator YamlNode(bool flag) => new YamlScalar(flag ? "true" : "false");
}

/// <summary>A scalar.</summary>
/// <param name="Source">As it stands in the document.</param>
internal sealed record YamlScalar(string Source) : YamlNode;

/// <summary>A mapping in the order in which its entries were added.</summary>
/// <param name="Spaced">Whether an empty line stands between its entries.</param>
internal sealed record YamlMap(bool Spaced = false) : YamlNode, IEnumerable<KeyValuePair<string, YamlNode>>
{
    private readonly List<KeyValuePair<string, YamlNode>> _entries = [];

    public int Count => _entries.Count;

    /// <summary>Adds an entry; null, and a list or a mapping of nothing, is left out.</summary>
    public void Add(string key, YamlNode? value)
    {
        if (value is not (null or YamlMap { Count: 0 } or YamlList { Items.Count: 0 } or YamlFlow { Items.Count: 0 }))
        {
            _entries.Add(new(key, value));
        }
    }

    /// <summary>Adds all entries of another mapping.</summary>
    public void Add(YamlMap others) => _entries.AddRange(others);

    public IEnumerator<KeyValuePair<string, YamlNode>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A list, one item a line.</summary>
internal sealed record YamlList(IReadOnlyList<YamlNode> Items) : YamlNode
{
    public static YamlList Of(IEnumerable<string> items) => new([.. items.Select(item => (YamlNode)item)]);
}

/// <summary>A list of texts on one line, each quoted: a command.</summary>
internal sealed record YamlFlow(IReadOnlyList<string> Items) : YamlNode;
