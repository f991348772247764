using System.Text.Encodings.Web;

namespace CodiesVibe.Api.Features.Pages;

/// <summary>What search engines, and sites where the page is shared, read of a page.</summary>
internal static class PageHead
{
    private const string Site = "CodiesVibe";

    /// <summary>The tags of a tool's page.</summary>
    /// <param name="tool">What the page is about.</param>
    /// <param name="address">Of the page.</param>
    public static string Of(ToolSummary tool, string address)
    {
        var (title, name, description, url) = (Encode($"{tool.Name} · {Site}"), Encode(tool.Name), Encode(tool.Description), Encode(address));
        return $"""
            <title>{title}</title>
                <meta name="description" content="{description}" />
                <link rel="canonical" href="{url}" />
                <meta property="og:type" content="website" />
                <meta property="og:site_name" content="{Site}" />
                <meta property="og:title" content="{name}" />
                <meta property="og:description" content="{description}" />
                <meta property="og:url" content="{url}" />
            """;
    }

    /// <summary>The tags of a page that does not exist.</summary>
    public static string OfNothing() =>
        $"""
        <title>There is no such tool · {Site}</title>
            <meta name="robots" content="noindex" />
        """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
