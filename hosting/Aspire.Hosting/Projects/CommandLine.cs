using System.Text;

namespace Aspire.Hosting.Projects;

/// <summary>Splits one line into arguments: at blanks, but not inside double quotes.</summary>
internal static class CommandLine
{
    public static IEnumerable<string> Split(string line)
    {
        var argument = new StringBuilder();
        var (quoted, started) = (false, false);
        foreach (var character in line)
        {
            if (character == '"')
            {
                quoted = !quoted;
                started = true;
            }
            else if (char.IsWhiteSpace(character) && !quoted)
            {
                if (started)
                {
                    yield return argument.ToString();
                }

                argument.Clear();
                started = false;
            }
            else
            {
                argument.Append(character);
                started = true;
            }
        }

        if (started)
        {
            yield return argument.ToString();
        }
    }
}
