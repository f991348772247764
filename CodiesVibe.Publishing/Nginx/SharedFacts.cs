using System.Globalization;
using CodiesVibe.Publishing.Routing;

namespace CodiesVibe.Publishing.Nginx;

/// <summary>Files that are the same everywhere, with what holds for every edge in the place of its name.</summary>
internal static class SharedFacts
{
    /// <summary>The text of that file.</summary>
    public static string FillIn(string name) => ErrorPage.FillIn(Resource.Read($"Nginx/{name}"))
        .Replace("%CONNECT_SECONDS%", Patience.ConnectSeconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("%HIDDEN%", Lines(header => $"proxy_hide_header {header.Name};"), StringComparison.Ordinal)
        .Replace("%POLICY%", ProtectingHeaders.ContentSecurityPolicy, StringComparison.Ordinal)
        .Replace("%PROBE_SECONDS%", Patience.ProbeSeconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("%PROTECTING%", Lines(header => $"add_header {header.Name} \"{header.Value}\" always;"), StringComparison.Ordinal)
        .Replace("%WEB_SOCKET%", $"{WebSockets.Path} ({string.Join('|', WebSockets.Protocols)})", StringComparison.Ordinal);

    private static string Lines(Func<(string Name, string Value), string> line) => string.Join('\n', ProtectingHeaders.All.Select(line));
}
