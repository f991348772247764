using System.Text.RegularExpressions;

namespace CodiesVibe.Deployment.State;

/// <summary>Digests of images for people.</summary>
internal static partial class DigestText
{
    /// <summary>A text in which each digest has its first twelve digits, as docker shows ids: a whole one does not fit a terminal.</summary>
    public static string Shorten(string text) => Digest.Replace(text, "$1");

    [GeneratedRegex("(@sha256:[0-9a-f]{12})[0-9a-f]{52}", RegexOptions.CultureInvariant)]
    private static partial Regex Digest { get; }
}
