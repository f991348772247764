using System.Net.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace CodiesVibe.Api.Features.Pages;

/// <summary>The front end's page around the part of its head that each page has for itself.</summary>
/// <param name="Before">Up to that part.</param>
/// <param name="After">From there on.</param>
/// <param name="Policy">The <c>Content-Security-Policy</c> that the page came with, or null.</param>
internal sealed record PageTemplate(string Before, string After, string? Policy)
{
    private const string Start = "<!--head-->";
    private const string End = "<!--/head-->";

    /// <returns>Null where the page does not mark that part.</returns>
    public static PageTemplate? Read(string html, HttpHeadersNonValidated headers) =>
        html.Split(Start) is [var before, var rest] && rest.Split(End) is [_, var after]
            ? new(before, after, headers.TryGetValues(HeaderNames.ContentSecurityPolicy, out var policy) ? policy.ToString() : null)
            : null;

    public string With(string head) => Before + head + After;
}
