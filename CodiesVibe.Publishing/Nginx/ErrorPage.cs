using System.Security.Cryptography;
using System.Text;

namespace CodiesVibe.Publishing.Nginx;

/// <summary>The page that a browser gets for an error of the edge: small enough to stand in the configuration, its style allowed by its hash.</summary>
internal static class ErrorPage
{
    private const string StyleStart = "<style>";

    /// <summary>Puts the page and the hash of its style where a file asks for them.</summary>
    public static string FillIn(string file)
    {
        string page = Resource.Read("Nginx/page.html").ReplaceLineEndings("\n");
        int start = page.IndexOf(StyleStart, StringComparison.Ordinal) + StyleStart.Length;
        string style = page[start..page.IndexOf("</style>", StringComparison.Ordinal)];
        return file
            .Replace("%PAGE%", page, StringComparison.Ordinal)
            .Replace("%PAGE_STYLE_HASH%", $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}", StringComparison.Ordinal);
    }
}
