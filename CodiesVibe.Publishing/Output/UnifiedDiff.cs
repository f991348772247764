using System.Text;

namespace CodiesVibe.Publishing.Output;

/// <summary>Shows the difference of two texts as <c>diff -u</c> does.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The lines of the difference; nothing where there is none.</summary>
    /// <param name="change">The file before and after.</param>
    public static IEnumerable<string> Of(FileChange change)
    {
        var (before, after) = (Lines(change.Before), Lines(change.After));
        yield return $"--- {(change.Before is null ? "/dev/null" : change.Path)}";
        yield return $"+++ {(change.After is null ? "/dev/null" : change.Path)}";
        if (change.Before is { } one && change.After is { } other && one.Kind != other.Kind)
        {
            yield return $"  ({Name(one.Kind)} becomes {Name(other.Kind)})";
        }

        var script = Script(before, after);
        for (var start = script.FindIndex(line => line.Mark != ' '); start >= 0;)
        {
            // Changes with less than twice the context between them are shown together.
            var last = start;
            for (var i = start; i < script.Count && i <= last + (2 * Context); i++)
            {
                last = script[i].Mark == ' ' ? last : i;
            }

            var (from, to) = (Math.Max(0, start - Context), Math.Min(script.Count, last + 1 + Context));
            var hunk = script[from..to];
            yield return $"@@ -{Range(script, from, hunk, '+')} +{Range(script, from, hunk, '-')} @@";
            foreach (var line in hunk)
            {
                yield return $"{line.Mark}{line.Text}";
            }

            start = script.FindIndex(last + 1, line => line.Mark != ' ');
        }
    }

    private static string Range(List<(char Mark, string Text)> script, int from, List<(char Mark, string Text)> hunk, char without)
    {
        var (start, length) = (script.Take(from).Count(line => line.Mark != without), hunk.Count(line => line.Mark != without));
        return length == 1 ? $"{start + 1}" : $"{(length == 0 ? start : start + 1)},{length}";
    }

    private static string Name(FileKind kind) => kind switch
    {
        FileKind.Link => "a link",
        FileKind.Executable => "a script that can be run",
        _ => "an ordinary file",
    };

    private static string[] Lines(GeneratedFile? file)
    {
        if (file is null || file.Content.IsEmpty)
        {
            return [];
        }

        var text = Encoding.UTF8.GetString(file.Content.Span);
        var lines = text.Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    /// <summary>Every line with what happens to it: a longest common subsequence, after what is equal at both ends.</summary>
    private static List<(char Mark, string Text)> Script(string[] before, string[] after)
    {
        var same = 0;
        while (same < before.Length && same < after.Length && before[same] == after[same])
        {
            same++;
        }

        var tail = 0;
        while (tail < before.Length - same && tail < after.Length - same && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        var (one, other) = (before[same..^tail], after[same..^tail]);
        var common = new int[one.Length + 1, other.Length + 1];
        for (var i = one.Length - 1; i >= 0; i--)
        {
            for (var j = other.Length - 1; j >= 0; j--)
            {
                common[i, j] = one[i] == other[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        List<(char, string)> script = [.. before[..same].Select(line => (' ', line))];
        for (int i = 0, j = 0; i < one.Length || j < other.Length;)
        {
            if (i < one.Length && j < other.Length && one[i] == other[j])
            {
                script.Add((' ', one[i++]));
                j++;
            }
            else if (i < one.Length && (j == other.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                script.Add(('-', one[i++]));
            }
            else
            {
                script.Add(('+', other[j++]));
            }
        }

        return [.. script, .. before[(before.Length - tail)..].Select(line => (' ', line))];
    }
}
