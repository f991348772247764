using System.Text.RegularExpressions;

namespace Aspire.Hosting.Dcp;

/// <summary>Where the API of an engine is and what opens it, as the engine writes it.</summary>
internal sealed partial record DcpKubeconfig(Uri Server, string Token)
{
    /// <summary>Null as long as the file is missing or not written to its end.</summary>
    public static DcpKubeconfig? TryRead(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        return ServerLine().Match(text) is { Success: true } server && TokenLine().Match(text) is { Success: true } token
            ? new(new Uri(server.Groups[1].Value), token.Groups[1].Value)
            : null;
    }

    // A line counts only with its end: half of a token would look like one. \r stays out of the value.
    [GeneratedRegex(@"^\s*server: (https:\S+)\r?\n", RegexOptions.Multiline)]
    private static partial Regex ServerLine();

    [GeneratedRegex(@"^\s*token: (\S+)\r?\n", RegexOptions.Multiline)]
    private static partial Regex TokenLine();
}
