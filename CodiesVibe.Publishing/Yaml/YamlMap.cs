using System.Collections;

namespace CodiesVibe.Publishing.Yaml;

/// <summary>A mapping in the order in which its entries are added. Values are texts, numbers, truth values, lists and further mappings.</summary>
internal sealed class YamlMap : OrderedDictionary<string, object>
{
    /// <summary>Adds an entry; null, and a list or a mapping of nothing, is left out.</summary>
    public new void Add(string key, object? value)
    {
        if (value is not (null or ICollection { Count: 0 }))
        {
            base.Add(key, value);
        }
    }

    public void Add(string key, IEnumerable<string>? items) => Add(key, (object?)items?.ToList());

    public void Add(string key, IEnumerable<YamlMap>? items) => Add(key, (object?)items?.ToList());

    /// <summary>Adds all entries of another mapping.</summary>
    public void Add(YamlMap others)
    {
        foreach (var (key, value) in others)
        {
            Add(key, value);
        }
    }
}
