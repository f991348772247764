using System.Text;

namespace CodiesVibe.Publishing.Yaml;

/// <summary>Writes a document: two spaces a level, lines end with a line feed.</summary>
internal static class YamlWriter
{
    /// <param name="comment">What stands above it, without number signs.</param>
    /// <param name="document">The document.</param>
    public static string Write(string comment, YamlMap document)
    {
        var output = new StringBuilder();
        foreach (var line in comment.Split('\n'))
        {
            output.Append(line.Length == 0 ? "#" : $"# {line}").Append('\n');
        }

        output.Append('\n');
        WriteMap(output, document, indent: 0, continued: false);
        return output.ToString();
    }

    /// <param name="output">Where to.</param>
    /// <param name="map">The mapping.</param>
    /// <param name="indent">Of its keys.</param>
    /// <param name="continued">Whether the first key continues a line.</param>
    private static void WriteMap(StringBuilder output, YamlMap map, int indent, bool continued)
    {
        var first = true;
        foreach (var (key, value) in map)
        {
            if (!first && map.Spaced)
            {
                output.Append('\n');
            }

            output.Append(' ', first && continued ? 0 : indent).Append(YamlText.Of(key)).Append(':');
            WriteValue(output, value, indent);
            first = false;
        }
    }

    private static void WriteValue(StringBuilder output, YamlNode value, int indent)
    {
        switch (value)
        {
            case YamlScalar scalar:
                output.Append(' ').Append(scalar.Source).Append('\n');
                break;
            case YamlFlow flow:
                output.Append(" [").AppendJoin(", ", flow.Items.Select(YamlText.Quoted)).Append("]\n");
                break;
            case YamlMap map:
                output.Append('\n');
                WriteMap(output, map, indent + 2, continued: false);
                break;
            case YamlList list:
                output.Append('\n');
                foreach (var item in list.Items)
                {
                    output.Append(' ', indent + 2).Append('-');
                    WriteItem(output, item, indent + 2);
                }

                break;
        }
    }

    private static void WriteItem(StringBuilder output, YamlNode item, int indent)
    {
        if (item is YamlMap map)
        {
            output.Append(' ');
            WriteMap(output, map, indent + 2, continued: true);
        }
        else
        {
            WriteValue(output, item, indent);
        }
    }
}
